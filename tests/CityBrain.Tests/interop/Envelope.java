import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import javax.crypto.Cipher;

/**
 * The envelope as a Java client makes it.
 * "seal md5 private.pem": the plaintext is read, cipher and sign are written, a line each; "open md5 public.pem" is the reverse.
 */
public final class Envelope {
    private static final int PADDING = 11;

    public static void main(String[] arguments) throws Exception {
        String algorithm = arguments[1].toUpperCase() + "withRSA";
        byte[] key = Base64.getMimeDecoder().decode(Files.readString(Path.of(arguments[2])).replaceAll("-----[^-]+-----", ""));
        byte[] input = System.in.readAllBytes();
        byte[] output = arguments[0].equals("seal") ? seal(algorithm, key, input) : open(algorithm, key, input);
        System.out.write(output);
        System.out.flush();
    }

    private static byte[] seal(String algorithm, byte[] pkcs8, byte[] plaintext) throws Exception {
        PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        String cipher = Base64.getEncoder().encodeToString(blocks(Cipher.ENCRYPT_MODE, key, plaintext, keyBytes(key) - PADDING));
        Signature signature = Signature.getInstance(algorithm);
        signature.initSign(key);
        signature.update(cipher.getBytes(StandardCharsets.US_ASCII));
        return (cipher + "\n" + Base64.getEncoder().encodeToString(signature.sign())).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] open(String algorithm, byte[] publicKeyInfo, byte[] lines) throws Exception {
        PublicKey key = KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(publicKeyInfo));
        String[] message = new String(lines, StandardCharsets.US_ASCII).split("\n");
        Signature signature = Signature.getInstance(algorithm);
        signature.initVerify(key);
        signature.update(message[0].getBytes(StandardCharsets.US_ASCII));
        if (!signature.verify(Base64.getDecoder().decode(message[1]))) {
            throw new IllegalStateException("The sign is wrong.");
        }

        return blocks(Cipher.DECRYPT_MODE, key, Base64.getDecoder().decode(message[0]), keyBytes(key));
    }

    private static byte[] blocks(int mode, Key key, byte[] input, int length) throws Exception {
        Cipher cipher = Cipher.getInstance("RSA");
        cipher.init(mode, key);
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        for (int start = 0; start < input.length; start += length) {
            output.write(cipher.doFinal(input, start, Math.min(length, input.length - start)));
        }

        return output.toByteArray();
    }

    private static int keyBytes(Key key) {
        return (((RSAKey) key).getModulus().bitLength() + 7) / 8;
    }
}
