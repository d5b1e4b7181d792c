/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "storage/brv-brief-schema.h"

/*
 * The tables of a brief file, in the order in which they are made. A file is refused whose schema
 * differs from this by a letter, so a change here is a new version: the old text stays beside the
 * new one, and files that have it are still read.
 *
 * All versions have the same tables, and each reads those before it. New in version 2 were kinds of
 * block, and in version 3 notes and citations in the cells of tables: an older program says that the
 * file is newer, where it would call it damaged or drop what it does not know.
 *
 * Values are rows with a JSON body (model/brv-codec.h), a source's text apart from its body; bytes
 * are found by their SHA-256.
 * Positions count from 0 without gaps. n_undone counts the steps at the end of the history that
 * are undone. A step of the journal is a BrvJournalStep; it applies to the document that the rows
 * give after all entries before it. The blobs that a change names are listed beside it, so that it
 * can be kept without being read.
 */
static const BrvSchemaTable tables[] = {
  { "brief",
    "CREATE TABLE brief (position INTEGER PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL,"
    " n_undone INTEGER NOT NULL, program TEXT NOT NULL, digest TEXT NOT NULL) STRICT" },
  { "section", "CREATE TABLE section (position INTEGER PRIMARY KEY, id TEXT NOT NULL, key TEXT,"
               " heading TEXT NOT NULL, guidance TEXT) STRICT" },
  { "block",
    "CREATE TABLE block (section INTEGER NOT NULL, position INTEGER NOT NULL, body TEXT NOT NULL,"
    " PRIMARY KEY (section, position)) STRICT, WITHOUT ROWID" },
  { "source",
    "CREATE TABLE source (position INTEGER PRIMARY KEY, body TEXT NOT NULL, text TEXT NOT NULL)"
    " STRICT" },
  { "history", "CREATE TABLE history (position INTEGER PRIMARY KEY, time_us INTEGER NOT NULL,"
               " change TEXT NOT NULL, blobs TEXT NOT NULL) STRICT" },
  { "journal", "CREATE TABLE journal (position INTEGER PRIMARY KEY, step INTEGER NOT NULL,"
               " time_us INTEGER NOT NULL, change TEXT NOT NULL, blobs TEXT NOT NULL) STRICT" },
  { "checkpoint", "CREATE TABLE checkpoint (position INTEGER PRIMARY KEY, time_us INTEGER NOT NULL,"
                  " name TEXT NOT NULL, body TEXT NOT NULL, blobs TEXT NOT NULL) STRICT" },
  { "blob",
    "CREATE TABLE blob (position INTEGER PRIMARY KEY, sha256 TEXT NOT NULL, bytes BLOB NOT NULL)"
    " STRICT" },
};

/* In place of the first table, as version 1 began: without a digest. */
static const char first_brief_table[] =
  "CREATE TABLE brief (position INTEGER PRIMARY KEY, id TEXT NOT NULL, record TEXT NOT NULL,"
  " n_undone INTEGER NOT NULL, program TEXT NOT NULL) STRICT";

/**
 * brv_brief_schema_get_tables:
 * @n_tables: (out): how many
 *
 * Returns: (array length=n_tables): the tables of a brief file
 */
const BrvSchemaTable *
brv_brief_schema_get_tables (guint *n_tables)
{
  *n_tables = G_N_ELEMENTS (tables);
  return tables;
}

/**
 * brv_brief_schema_get_first_brief_table:
 *
 * Returns: what files of version 1 may have in place of the first table
 */
const char *
brv_brief_schema_get_first_brief_table (void)
{
  return first_brief_table;
}
