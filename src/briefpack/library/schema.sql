-- The bundled dataset, compiled for searching. Written once, aside, and then only read: see library.py.
-- A library that the user writes to can stand beside it with the same tables; its rows need not be in order of date.

-- What this file was made from: key, fingerprint, items, undated.
CREATE TABLE meta (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
) WITHOUT ROWID;

-- One row an item. The number of the row is its place in time: the undated first, then from the oldest to the newest,
-- so that the newest hits of a search are its last rows and no sorting is needed.
CREATE TABLE item (
  row        INTEGER PRIMARY KEY,
  place      INTEGER NOT NULL,   -- place in the dataset's files
  kind       TEXT NOT NULL,      -- a key of evidence.items.KINDS
  id         TEXT NOT NULL,      -- not unique alone: some mechanisms are institutions too
  collection TEXT NOT NULL,
  -- The card in lists.
  title      TEXT NOT NULL,
  who        TEXT NOT NULL,
  source     TEXT NOT NULL,
  date       TEXT NOT NULL,      -- arguments of evidence.dates.fuzzy_date, as a JSON list
  -- The days it can mean, as ordinals of Python's calendar; NULL when undated.
  first_day  INTEGER,
  last_day   INTEGER,
  symbol     TEXT,               -- UN document symbol, folded: looked up exactly, never shown from here
  json       TEXT NOT NULL,      -- the whole record, validated again when it is first used
  UNIQUE (id, kind)
);
CREATE INDEX item_kind ON item (kind, place);
-- Covers the filter by date: the table itself, with its long records, is not read.
CREATE INDEX item_days ON item (first_day, last_day) WHERE first_day IS NOT NULL;
CREATE INDEX item_symbol ON item (symbol) WHERE symbol IS NOT NULL;

-- Which conflicts are about which item.
CREATE TABLE conflict_record (
  item_id TEXT NOT NULL,
  row     INTEGER NOT NULL REFERENCES item,
  PRIMARY KEY (item_id, row)
) WITHOUT ROWID;

-- The rows of each value of each facet, as a little-endian bit set: bit n is row n.
CREATE TABLE facet (
  facet TEXT NOT NULL,
  value TEXT NOT NULL,
  rows  BLOB NOT NULL,
  PRIMARY KEY (facet, value)
) WITHOUT ROWID;

-- Words that very many items hold, with what FTS5 says of them, which is asked once and for all when the file is written:
-- weighing thousands of hits by bm25 takes longer than a reader waits without noticing.
CREATE TABLE frequent (
  phrase TEXT PRIMARY KEY,  -- the word as a query of FTS5
  rows   BLOB NOT NULL,     -- the rows that hold it, as a bit set like those of the facets
  ranked BLOB NOT NULL      -- the same rows in order of relevance, four little-endian bytes each
);

-- The texts. They come in folded (folding.py), words separated by spaces; the ascii tokenizer takes every character
-- beyond ASCII for a letter, so that words are exactly what folding made them. Nothing is stored but the index.
-- `marks` holds one word for each beginning of one to three letters: asking for it is far cheaper than merging the
-- lists of all words that begin so, and takes a tenth of the space of FTS5's own prefix index.
CREATE VIRTUAL TABLE words USING fts5 (title, quote, summary, source, marks, content = '', tokenize = 'ascii');
