// Loaded into Azurite with `node --require`. Azurite keeps what it knows in memory and writes it to disk every five
// seconds, so that a kill -9 loses what it acknowledged since. Here each change is appended to a journal before the
// answer goes out; a start replays the journal over the last full write. A journal line is all that one request
// changed: a transaction is there as a whole or not at all. Killing the process is survived; a power cut is not.
'use strict';

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const Loki = require('lokijs');
const { applyLines } = require('./journal-replay.cjs');

/** The journals of one process, by the path of the database that each belongs to. */
const journals = new Map();

class Journal {
  constructor(database) {
    this.database = database;
    this.pending = [];
    this.segment = Math.max(0, ...this.segments());
    this.descriptor = undefined;
  }

  segments() {
    const prefix = `${path.basename(this.database)}.journal.`;
    return fs.readdirSync(path.dirname(this.database))
      .filter(name => name.startsWith(prefix))
      .map(name => Number(name.slice(prefix.length)))
      .sort((left, right) => left - right);
  }

  fileOf(segment) {
    return `${this.database}.journal.${segment}`;
  }

  /** What follows the last line end was cut short by a kill, and so never acknowledged. */
  readLines() {
    return this.segments().flatMap(segment => fs.readFileSync(this.fileOf(segment), 'utf8').split('\n').slice(0, -1));
  }

  /** Before the first full write there is nothing that a change could be replayed over: Azurite is still starting. */
  add(change) {
    if (this.descriptor === undefined) {
      return;
    }
    if (this.pending.length === 0) {
      setImmediate(() => this.flush());
    }
    // As text at once: the document is Azurite's own and goes on changing.
    this.pending.push(JSON.stringify(change, Loki.prototype.serializeReplacer));
  }

  flush() {
    if (this.pending.length > 0) {
      fs.writeSync(this.descriptor, `[${this.pending.join(',')}]\n`);
      this.pending = [];
    }
  }

  /** A full write holds every change so far; later ones go to a new segment. */
  rotate() {
    this.flush();
    if (this.descriptor !== undefined) {
      fs.closeSync(this.descriptor);
    }
    this.segment += 1;
    this.descriptor = fs.openSync(this.fileOf(this.segment), 'a');
    return this.segment;
  }

  forgetBefore(segment) {
    this.segments().filter(older => older < segment).forEach(older => fs.unlinkSync(this.fileOf(older)));
  }
}

function journalOf(database) {
  if (!journals.has(database)) {
    journals.set(database, new Journal(database));
  }
  return journals.get(database);
}

const { addCollection, removeCollection } = Loki.prototype;
const { loadDatabase, saveDatabase } = Loki.LokiFsAdapter.prototype;

Loki.prototype.addCollection = function (name, options) {
  const known = this.getCollection(name);
  const collection = addCollection.call(this, name, options);
  if (known === null && this.persistenceMethod === 'fs') {
    const journal = journalOf(this.filename);
    const each = (documents, kind) => [documents].flat().forEach(document => journal.add({ kind, name, document }));
    collection.on('insert', documents => each(documents, 'put'));
    collection.on('update', document => each(document, 'put'));
    collection.on('delete', document => journal.add({ kind: 'remove', name, id: document.$loki }));
    journal.add({ kind: 'create', collection });
  }
  return collection;
};

Loki.prototype.removeCollection = function (name) {
  if (this.persistenceMethod === 'fs') {
    journalOf(this.filename).add({ kind: 'drop', name });
  }
  return removeCollection.call(this, name);
};

Loki.LokiFsAdapter.prototype.loadDatabase = function (database, callback) {
  loadDatabase.call(this, database, text => {
    if (typeof text !== 'string') {
      callback(text);
      return;
    }
    try {
      callback(applyLines(text, journalOf(database).readLines()));
    } catch (error) {
      callback(error);
    }
  });
};

Loki.LokiFsAdapter.prototype.saveDatabase = function (database, text, callback) {
  const journal = journalOf(database);
  const segment = journal.rotate();
  saveDatabase.call(this, database, text, error => {
    if (!error) {
      journal.forgetBefore(segment);
    }
    callback(error);
  });
};

// Every answer starts here, whatever the framework above does.
const { writeHead } = http.ServerResponse.prototype;
http.ServerResponse.prototype.writeHead = function (...head) {
  journals.forEach(journal => journal.flush());
  return writeHead.apply(this, head);
};
