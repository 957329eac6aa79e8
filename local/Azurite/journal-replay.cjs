'use strict';

/** Loki sorts its indexes again when a database says that it was written before this version. */
const REBUILD_INDEXES = 1.4;

/**
 * Puts the changes of a journal over a full write. What the full write already holds may come again: each change states
 * what a document is, not what is to be done to it, and they come in order, so the end is the same.
 */
function applyLines(text, lines) {
  const changes = lines.flatMap(line => JSON.parse(line));
  if (changes.length === 0) {
    return text;
  }
  const database = JSON.parse(text);
  const collections = new Map(database.collections.map(collection => [collection.name, open(collection)]));
  changes.forEach(change => apply(collections, change));
  database.collections = [...collections.values()].map(close);
  database.databaseVersion = REBUILD_INDEXES;
  return JSON.stringify(database);
}

function apply(collections, change) {
  switch (change.kind) {
    case 'create':
      collections.set(change.collection.name, open(change.collection));
      break;
    case 'drop':
      collections.delete(change.name);
      break;
    case 'put':
      collections.get(change.name)?.documents.set(change.document.$loki, change.document);
      break;
    case 'remove':
      collections.get(change.name)?.documents.delete(change.id);
      break;
    default:
      throw new Error(`The journal has a change of the unknown kind '${change.kind}'.`);
  }
}

function open(collection) {
  return { collection, documents: new Map(collection.data.map(document => [document.$loki, document])) };
}

function close({ collection, documents }) {
  const data = [...documents.values()].sort((left, right) => left.$loki - right.$loki);
  const maxId = Math.max(collection.maxId ?? 0, data.at(-1)?.$loki ?? 0);
  return { ...collection, data, maxId, idIndex: null };
}

module.exports = { applyLines };
