/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What is said of a source in the library: tags, note, grade, standing; and forgetting it. */

#include "config.h"

#include "storage/brv-library-index.h"
#include "storage/brv-library-private.h"

/* A change of what is said of a source: the index forgets the old words and learns the new ones. */
typedef gboolean (*ChangeFunc) (BrvDatabase *database,
                                gint64 id,
                                gconstpointer data,
                                GError **error);

static gboolean
change_words (BrvLibrary *self, gint64 id, ChangeFunc change, gconstpointer data, GError **error)
{
  BrvLibraryConnection *connection = brv_library_begin (self, error);
  g_auto (BrvLibraryWords) before = { { NULL } };
  g_auto (BrvLibraryWords) after = { { NULL } };
  BrvDatabase *database;

  if (connection == NULL)
    return FALSE;
  database = connection->database;
  return brv_library_end (connection,
                          brv_library_words_read (database, id, &before, error) &&
                            brv_library_index_change (database, id, &before, TRUE, error) &&
                            change (database, id, data, error) &&
                            brv_library_words_read (database, id, &after, error) &&
                            brv_library_index_change (database, id, &after, FALSE, error),
                          error);
}

static gboolean
change_tags_cb (BrvDatabase *database, gint64 id, gconstpointer data, GError **error)
{
  const char *const *tags = data;

  if (!brv_library_run_on (database, "DELETE FROM tag WHERE source = ?1", id, NULL, error))
    return FALSE;
  for (guint i = 0; tags[i] != NULL; i++)
    {
      g_autofree char *tag = g_strstrip (g_strdup (tags[i]));

      if (*tag != '\0' &&
          !brv_library_run_on (database, "INSERT OR IGNORE INTO tag (source, name) VALUES (?1, ?2)",
                               id, tag, error))
        return FALSE;
    }
  return TRUE;
}

/**
 * brv_library_set_tags:
 * @self: a library
 * @id: of a source
 * @tags: (array zero-terminated=1): all its tags from now on
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_tags (BrvLibrary *self, gint64 id, const char *const *tags, GError **error)
{
  g_return_val_if_fail (tags != NULL, FALSE);

  return change_words (self, id, change_tags_cb, tags, error);
}

static gboolean
change_note_cb (BrvDatabase *database, gint64 id, gconstpointer data, GError **error)
{
  return brv_library_run_on (database, "UPDATE source SET note = ?2 WHERE id = ?1", id, data,
                             error);
}

/**
 * brv_library_set_note:
 * @self: a library
 * @id: of a source
 * @note: what its reader says of it; may be empty
 * @error: return location for an error
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_note (BrvLibrary *self, gint64 id, const char *note, GError **error)
{
  g_return_val_if_fail (note != NULL, FALSE);

  return change_words (self, id, change_note_cb, note, error);
}

/**
 * brv_library_set_grade:
 * @self: a library
 * @id: of a source
 * @grade: empty, or of the Admiralty system: the source's reliability A to F, the information's
 *   credibility 1 to 6, or both
 * @error: return location for an error
 *
 * Source: NATO STANAG 2511 (AJP-2.1), grading of reliability and credibility.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_grade (BrvLibrary *self, gint64 id, const char *grade, GError **error)
{
  BrvLibraryConnection *connection;
  const char *digit = grade;

  g_return_val_if_fail (grade != NULL, FALSE);
  if (*digit >= 'A' && *digit <= 'F')
    digit++;
  if (*digit >= '1' && *digit <= '6')
    digit++;
  g_return_val_if_fail (*digit == '\0', FALSE);

  connection = brv_library_begin (self, error);
  return connection != NULL &&
         brv_library_end (connection,
                          brv_library_change_row (connection->database,
                                                  "UPDATE source SET grade = ?2 WHERE id = ?1", id,
                                                  grade, error),
                          error);
}

/**
 * brv_library_set_standing:
 * @self: a library
 * @id: of a source
 * @standing: what has become of it
 * @replaced_by: the source to be used instead, or 0
 * @reason: for its user; may be empty
 * @error: return location for an error
 *
 * Every brief that depends on a source which is not sound is told so when it is opened.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_set_standing (BrvLibrary *self,
                          gint64 id,
                          BrvLibraryStanding standing,
                          gint64 replaced_by,
                          const char *reason,
                          GError **error)
{
  BrvLibraryConnection *connection;
  g_autofree char *sql = g_strdup_printf (
    "UPDATE source SET standing = %d, replaced_by = %" G_GINT64_FORMAT ", reason = ?2"
    " WHERE id = ?1",
    (int)standing, standing == BRV_LIBRARY_REPLACED ? replaced_by : 0);

  g_return_val_if_fail (reason != NULL, FALSE);

  connection = brv_library_begin (self, error);
  return connection != NULL &&
         brv_library_end (connection,
                          brv_library_change_row (connection->database, sql, id, reason, error),
                          error);
}

/**
 * brv_library_remove:
 * @self: a library
 * @id: of a source
 * @error: return location for an error
 *
 * Forgets a source, its original, and those of its images that no other source has; briefs keep
 * their own copies.
 *
 * Returns: %FALSE with a BRV_STORAGE_ERROR, as brv_library_add() gives them
 */
gboolean
brv_library_remove (BrvLibrary *self, gint64 id, GError **error)
{
  const char *const statements[] = {
    "DELETE FROM blob WHERE sha256 = (SELECT bytes_sha256 FROM source WHERE id = ?1)",
    "DELETE FROM blob WHERE sha256 IN (SELECT sha256 FROM image WHERE source = ?1) AND NOT EXISTS"
    " (SELECT 1 FROM image WHERE image.sha256 = blob.sha256 AND source <> ?1)",
    "DELETE FROM image WHERE source = ?1",
    "DELETE FROM author WHERE source = ?1",
    "DELETE FROM tag WHERE source = ?1",
    "DELETE FROM usage WHERE source = ?1",
    "DELETE FROM content WHERE id = ?1",
    "DELETE FROM source WHERE id = ?1",
  };
  BrvLibraryConnection *connection = brv_library_begin (self, error);
  g_auto (BrvLibraryWords) words = { { NULL } };
  gboolean done;

  if (connection == NULL)
    return FALSE;
  done = brv_library_words_read (connection->database, id, &words, error) &&
         brv_library_index_change (connection->database, id, &words, TRUE, error);
  for (guint i = 0; done && i < G_N_ELEMENTS (statements); i++)
    done = brv_library_run_on (connection->database, statements[i], id, NULL, error);
  return brv_library_end (connection, done, error);
}
