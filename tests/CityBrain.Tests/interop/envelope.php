<?php
// The envelope as a PHP client makes it.
// "seal md5 private.pem": the plaintext is read, cipher and sign are written, a line each; "open md5 public.pem" is the reverse.

const PADDING = 11;

[, $action, $hash, $file] = $argv;
$pem = file_get_contents($file);
$key = $action === 'seal' ? openssl_pkey_get_private($pem) : openssl_pkey_get_public($pem);
$keyBytes = openssl_pkey_get_details($key)['bits'] / 8;
$input = stream_get_contents(STDIN);

if ($action === 'seal') {
    $blocks = '';
    foreach (str_split($input, $keyBytes - PADDING) as $piece) {
        openssl_private_encrypt($piece, $block, $key, OPENSSL_PKCS1_PADDING) || exit(2);
        $blocks .= $block;
    }

    $cipher = base64_encode($blocks);
    openssl_sign($cipher, $sign, $key, $hash) || exit(3);
    echo $cipher, "\n", base64_encode($sign);
} else {
    [$cipher, $sign] = explode("\n", $input);
    openssl_verify($cipher, base64_decode($sign, true), $key, $hash) === 1 || exit(4);
    foreach (str_split(base64_decode($cipher, true), $keyBytes) as $block) {
        openssl_public_decrypt($block, $piece, $key, OPENSSL_PKCS1_PADDING) || exit(5);
        echo $piece;
    }
}
