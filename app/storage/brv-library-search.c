/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Finding in the library. */

#include "config.h"

#include "storage/brv-library-private.h"
#include "storage/brv-library-schema.h"

/* The value of the match expression; those of conditions come before it. */
#define MATCH_VALUE 20
/* A hit in the title is worth ten in the text, one in a name, a tag or a note five. */
#define WEIGHTS "10, 5, 5, 5, 5, 1, 0"

/* More sources than anybody's library ever had; a larger number stands in a damaged index. */
#define MAX_ID ((gint64)1 << 27)

/* One search on its way. */
typedef struct
{
  BrvLibrary *library;
  const BrvLibraryQuery *query;
  guint limit;        /* G_MAXUINT: none */
  gint64 deadline_us; /* monotonic: hits found by then are enough; 0: none */
  GCancellable *cancellable;
  GArray *hits;   /* (element-type gint64) */
  GArray *scores; /* (element-type Score) (nullable): of the hits, where they are ranked */
  gboolean is_cut;
} Search;

typedef struct
{
  gint64 id;
  double score; /* the less, the better */
} Score;

/* Called for each row; FALSE ends the statement. */
typedef gboolean (*RowFunc) (sqlite3_stmt *statement, gpointer data);

static BrvLibraryConnection *
lock (Search *self)
{
  BrvLibraryConnection *connection = self->deadline_us != 0
                                       ? brv_library_lock_to_read (self->library)
                                       : brv_library_lock_to_browse (self->library);

  brv_database_set_cancellable (connection->database, self->cancellable);
  return connection;
}

static void
unlock (BrvLibraryConnection *connection)
{
  brv_database_set_cancellable (connection->database, NULL);
  brv_library_unlock (connection);
}

static gboolean
run (Search *self, const char *sql, RowFunc function, gpointer data, GError **error)
{
  const char *const *values = brv_library_query_get_values (self->query);
  BrvLibraryConnection *connection = lock (self);
  g_autoptr (sqlite3_stmt) statement = brv_database_prepare (connection->database, sql, error);
  gboolean has_row = TRUE;
  gboolean done = statement != NULL;

  if (done)
    {
      int n_values = sqlite3_bind_parameter_count (statement);

      for (int i = 0; values[i] != NULL && i < n_values; i++)
        sqlite3_bind_text (statement, i + 1, values[i], -1, SQLITE_STATIC);
      if (n_values == MATCH_VALUE)
        sqlite3_bind_text (statement, MATCH_VALUE, brv_library_query_get_match (self->query), -1,
                           SQLITE_STATIC);
      while (done && has_row)
        {
          done = brv_database_step (connection->database, statement, &has_row, error);
          if (done && has_row && !function (statement, data))
            break;
        }
    }
  g_clear_pointer (&statement, sqlite3_finalize);
  unlock (connection);
  return done;
}

static gboolean
add_hit (sqlite3_stmt *statement, gpointer data)
{
  Search *self = data;
  gint64 id = sqlite3_column_int64 (statement, 0);

  if (self->scores != NULL)
    {
      const Score score = { id, sqlite3_column_double (statement, 1) };

      g_array_append_val (self->scores, score);
      return TRUE;
    }
  g_array_append_val (self->hits, id);
  if (self->deadline_us != 0 && g_get_monotonic_time () > self->deadline_us)
    self->is_cut = TRUE;
  return self->hits->len < self->limit && !self->is_cut;
}

/*
 * CROSS JOIN holds the order of the loops: hits first, in the order in which the index has them, so
 * that the first ones come without the last ones having been seen.
 */
static char *
make_part_sql (Search *self, gint64 part)
{
  const char *condition = brv_library_query_get_condition (self->query);
  g_autofree char *name = brv_library_part_make_name (part);
  g_autofree char *score =
    self->scores != NULL ? g_strdup_printf (", bm25(%s, " WEIGHTS ")", name) : g_strdup ("");

  if (condition == NULL)
    return g_strdup_printf ("SELECT rowid%s FROM %s WHERE %s MATCH ?%d ORDER BY rowid DESC", score,
                            name, name, MATCH_VALUE);
  return g_strdup_printf ("SELECT source.id%s FROM %s CROSS JOIN source ON source.id = %s.rowid"
                          " WHERE %s MATCH ?%d AND %s ORDER BY %s.rowid DESC",
                          score, name, name, name, MATCH_VALUE, condition, name);
}

/* The parts one after the other, the latest first. */
static gboolean
search_index (Search *self, GError **error)
{
  BrvLibraryConnection *connection = lock (self);
  g_autoptr (GArray) parts = brv_library_schema_list_parts (connection->database, error);

  unlock (connection);
  if (parts == NULL)
    return FALSE;
  for (guint i = 0; i < parts->len; i++)
    {
      g_autofree char *sql = make_part_sql (self, g_array_index (parts, BrvLibraryPart, i).number);

      if (!run (self, sql, add_hit, self, error))
        return FALSE;
      if (self->hits->len >= self->limit || self->is_cut)
        break;
      if (self->deadline_us != 0 && self->hits->len > 0 && i + 1 < parts->len &&
          g_get_monotonic_time () > self->deadline_us)
        {
          self->is_cut = TRUE;
          break;
        }
    }
  return TRUE;
}

static gint
compare_scores (gconstpointer a, gconstpointer b)
{
  const Score *left = a;
  const Score *right = b;

  if (left->score < right->score)
    return -1;
  if (left->score > right->score)
    return 1;
  return (left->id < right->id) - (left->id > right->id);
}

static gboolean
rank (Search *self, GError **error)
{
  self->scores = g_array_new (FALSE, FALSE, sizeof (Score));
  if (!search_index (self, error))
    return FALSE;
  g_array_sort (self->scores, compare_scores);
  for (guint i = 0; i < MIN (self->scores->len, self->limit); i++)
    g_array_append_val (self->hits, g_array_index (self->scores, Score, i).id);
  return TRUE;
}

/* Hits that are to be put into the order in which an index of the table has all sources. */
typedef struct
{
  Search *search;
  guint8 *bits; /* of each source, by its number: whether it is a hit */
  gint64 n_bits;
  guint n_left; /* hits that were not come to yet */
} Sorting;

static gboolean
take_if_hit (sqlite3_stmt *statement, gpointer data)
{
  Sorting *self = data;
  gint64 id = sqlite3_column_int64 (statement, 0);

  if ((guint64)id >= (guint64)self->n_bits || (self->bits[id / 8] & (1 << (id % 8))) == 0)
    return TRUE;
  g_array_append_val (self->search->hits, id);
  return --self->n_left > 0 && self->search->hits->len < self->search->limit;
}

/* Walking along an index needs neither the hits' values nor a sort. */
static gboolean
sort_hits (Search *self, const char *order, GError **error)
{
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM source ORDER BY %s", order);
  g_autofree guint8 *bits = NULL;
  guint limit = self->limit;
  Sorting sorting = { .search = self };

  self->limit = G_MAXUINT;
  if (!search_index (self, error))
    return FALSE;
  self->limit = limit;
  for (guint i = 0; i < self->hits->len; i++)
    {
      gint64 id = g_array_index (self->hits, gint64, i);

      if (id >= sorting.n_bits && id < MAX_ID)
        sorting.n_bits = id + 1;
    }
  sorting.bits = bits = g_malloc0 ((gsize)sorting.n_bits / 8 + 1);
  for (guint i = 0; i < self->hits->len; i++)
    {
      gint64 id = g_array_index (self->hits, gint64, i);

      if ((guint64)id < (guint64)sorting.n_bits)
        bits[id / 8] |= (guint8)(1 << (id % 8));
    }
  sorting.n_left = self->hits->len;
  g_array_set_size (self->hits, 0);
  return sorting.n_left == 0 || run (self, sql, take_if_hit, &sorting, error);
}

static gboolean
search_table (Search *self, const char *order, GError **error)
{
  const char *condition = brv_library_query_get_condition (self->query);
  g_autofree char *sql = g_strdup_printf ("SELECT source.id FROM source WHERE %s ORDER BY %s",
                                          condition != NULL ? condition : "TRUE", order);

  return run (self, sql, add_hit, self, error);
}

static gboolean
search (Search *self, BrvLibraryOrder order, GError **error)
{
  static const char *const orders[] = {
    [BRV_LIBRARY_ORDER_ADDED] = "source.id DESC",
    [BRV_LIBRARY_ORDER_RELEVANCE] = "source.id DESC",
    [BRV_LIBRARY_ORDER_DATE] = "source.date DESC, source.id DESC",
    [BRV_LIBRARY_ORDER_TITLE] = "source.title COLLATE NOCASE, source.id",
  };

  if (brv_library_query_get_match (self->query) == NULL)
    return search_table (self, orders[order], error);
  if (order == BRV_LIBRARY_ORDER_ADDED)
    return search_index (self, error);
  if (order == BRV_LIBRARY_ORDER_RELEVANCE)
    return rank (self, error);
  return sort_hits (self, orders[order], error);
}

static GArray *
search_end (Search *self, gboolean done)
{
  g_clear_pointer (&self->scores, g_array_unref);
  if (!done)
    g_clear_pointer (&self->hits, g_array_unref);
  return self->hits;
}

/**
 * brv_library_search:
 * @self: a library
 * @query: what is looked for
 * @order: how the hits follow each other
 * @limit: the most hits wanted; 0: all
 * @cancellable: (nullable): stops the search; another may begin at once
 * @error: return location for an error
 *
 * Ranking and the other orders look at every hit, which may take half a second for a common word
 * in 100,000 sources.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the hits, or %NULL with a
 *   BRV_STORAGE_ERROR or %G_IO_ERROR_CANCELLED
 */
GArray *
brv_library_search (BrvLibrary *self,
                    const BrvLibraryQuery *query,
                    BrvLibraryOrder order,
                    guint limit,
                    GCancellable *cancellable,
                    GError **error)
{
  Search one = {
    .library = self,
    .query = query,
    .limit = limit > 0 ? limit : G_MAXUINT,
    .cancellable = cancellable,
    .hits = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };

  g_return_val_if_fail (order <= BRV_LIBRARY_ORDER_TITLE, NULL);

  return search_end (&one, search (&one, order, error));
}

/**
 * brv_library_search_first:
 * @self: a library
 * @query: what is looked for
 * @limit: the most hits wanted, at least 1
 * @patience_ms: how long to look for more when some were found
 * @is_complete: (out): whether the hits are all or as many as wanted
 * @cancellable: (nullable): stops the search; another may begin at once
 * @error: return location for an error
 *
 * Finds the first hits in the order of adding, the latest first, while somebody types. It waits for
 * no search through everything.
 *
 * Returns: (transfer full) (nullable) (element-type gint64): the hits, or %NULL with a
 *   BRV_STORAGE_ERROR or %G_IO_ERROR_CANCELLED
 */
GArray *
brv_library_search_first (BrvLibrary *self,
                          const BrvLibraryQuery *query,
                          guint limit,
                          guint patience_ms,
                          gboolean *is_complete,
                          GCancellable *cancellable,
                          GError **error)
{
  Search one = {
    .library = self,
    .query = query,
    .limit = limit,
    .deadline_us = g_get_monotonic_time () + (gint64)patience_ms * 1000,
    .cancellable = cancellable,
    .hits = g_array_new (FALSE, FALSE, sizeof (gint64)),
  };
  GArray *hits;

  g_return_val_if_fail (limit > 0, NULL);

  hits = search_end (&one, search (&one, BRV_LIBRARY_ORDER_ADDED, error));
  *is_complete = !one.is_cut;
  return hits;
}
