/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * What keeps the library without being asked: a check and a copy each day, and what takes the place
 * of one that is damaged. A damaged library is set aside under another name and never deleted.
 */

#include "config.h"

#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include "storage/brv-library-private.h"
#include "storage/brv-library-schema.h"

#define KEPT_NAME    "library-kept.db"
#define ASIDE_PREFIX "library-damaged-"
/* Left behind by a check that found damage, for the next opening; with the name that the damaged file
 * has now, by mending that has not come to its end. */
#define MARK_NAME       "library.damaged"
#define DAY_SECONDS     ((gint64)24 * 60 * 60)
#define MAX_SALVAGED_ID ((gint64)2 * 1000 * 1000)

static char *
make_path (BrvLibrary *self, const char *name)
{
  return g_build_filename (self->folder, name, NULL);
}

/**
 * brv_library_is_care_due:
 * @self: a library
 *
 * Returns: whether it is a day since brv_library_care(), and it may be called
 */
gboolean
brv_library_is_care_due (BrvLibrary *self)
{
  g_autofree char *kept = make_path (self, KEPT_NAME);
  GStatBuf about;

  /* One from a day to come was made while the clock was wrong. */
  return !brv_library_is_read_only (self) &&
         (g_stat (kept, &about) != 0 ||
          ABS (g_get_real_time () / G_USEC_PER_SEC - about.st_mtime) >= DAY_SECONDS);
}

/* A copy that would fill the disk helps nobody. */
static gboolean
has_room (BrvLibrary *self)
{
  g_autofree char *file = brv_library_make_file (self->folder);
  struct statvfs room;
  GStatBuf about;

  return g_stat (file, &about) == 0 && statvfs (self->folder, &room) == 0 &&
         (guint64)room.f_bavail * room.f_frsize / 2 > (guint64)about.st_size;
}

/**
 * brv_library_care:
 * @self: a library, which may be in use meanwhile
 * @cancellable: (nullable): stops it
 * @error: return location for an error
 *
 * Looks for damage; where there is none, merges the index and copies the library to library-kept.db
 * beside it, if the disk has room. Where there is, the next brv_library_open_mended() mends it.
 *
 * Returns: %FALSE with %BRV_STORAGE_ERROR_DAMAGED, another BRV_STORAGE_ERROR or
 *   %G_IO_ERROR_CANCELLED
 */
gboolean
brv_library_care (BrvLibrary *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) fault = NULL;

  if (!brv_library_check (self, cancellable, &fault))
    {
      g_autofree char *mark = make_path (self, MARK_NAME);

      if (g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
        g_file_set_contents (mark, "", 0, NULL);
      g_propagate_error (error, g_steal_pointer (&fault));
      return FALSE;
    }
  if (!brv_library_merge (self, cancellable, error))
    return FALSE;
  if (has_room (self))
    {
      g_autofree char *kept = make_path (self, KEPT_NAME);

      return brv_library_backup (self, kept, error);
    }
  return TRUE;
}

gboolean
brv_library_move_aside (const char *folder, const char *aside, GError **error)
{
  static const char *const suffixes[] = { "-wal", "-shm", "-journal" };
  g_autofree char *file = brv_library_make_file (folder);
  g_autofree char *target = g_build_filename (folder, aside, NULL);

  if (g_rename (file, target) != 0)
    return brv_storage_error_set_library (error, SQLITE_CANTOPEN, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *from = g_strconcat (file, suffixes[i], NULL);
      g_autofree char *to = g_strconcat (target, suffixes[i], NULL);

      if (g_rename (from, to) != 0)
        g_unlink (to);
    }
  return TRUE;
}

/* The copy of the last check, where there is one that is sound. */
static gboolean
put_kept_copy_back (const char *folder)
{
  g_autofree char *kept = g_build_filename (folder, KEPT_NAME, NULL);
  g_autofree char *file = brv_library_make_file (folder);
  g_autoptr (BrvDatabase) copy = NULL;

  if (!g_file_test (kept, G_FILE_TEST_EXISTS))
    return FALSE;
  copy = brv_database_open_library (kept, BRV_DATABASE_READ, NULL);
  return copy != NULL && brv_library_schema_check (copy, NULL) &&
         brv_library_copy_to_file (copy, file, NULL);
}

static void
copy_marks (BrvLibrary *to, gint64 id, const BrvLibraryEntry *entry)
{
  if (entry->tags[0] != NULL)
    brv_library_set_tags (to, id, (const char *const *)entry->tags, NULL);
  if (*entry->note != '\0')
    brv_library_set_note (to, id, entry->note, NULL);
  if (*entry->grade != '\0')
    brv_library_set_grade (to, id, entry->grade, NULL);
  if (entry->standing != BRV_LIBRARY_SOUND)
    brv_library_set_standing (to, id, entry->standing, 0, entry->reason, NULL);
}

/*
 * The number of the latest source, as well as it is known: any of the places that tell it may be
 * torn. A torn number may be any number too, and no library had as many sources as the limit.
 */
static gint64
find_last_id (BrvLibrary *from)
{
  static const char *const queries[] = {
    "SELECT seq FROM sqlite_sequence WHERE name = 'source'",
    "SELECT max(id) FROM source",
    "SELECT max(id) FROM content",
  };
  BrvLibraryConnection *connection = brv_library_lock_to_read (from);
  gint64 last = 0;

  for (guint i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (sqlite3_stmt) statement =
        brv_database_prepare (connection->database, queries[i], NULL);
      gboolean has_row = FALSE;

      if (statement != NULL &&
          brv_database_step (connection->database, statement, &has_row, NULL) && has_row)
        last = MAX (last, sqlite3_column_int64 (statement, 0));
    }
  brv_library_unlock (connection);
  return MIN (last, MAX_SALVAGED_ID);
}

/* A source that was put into the new library. */
typedef struct
{
  gint64 old_id;
  gint64 new_id;
} Saved;

/* Which source replaces another is known by its number, which may be another one now. */
static void
copy_replacements (BrvLibrary *from, BrvLibrary *to, const GArray *replaced)
{
  for (guint i = 0; i < replaced->len; i++)
    {
      const Saved *saved = &g_array_index (replaced, Saved, i);
      g_autoptr (BrvLibraryEntry) entry = brv_library_read_entry (from, saved->old_id, NULL);
      g_autoptr (BrvSource) by =
        entry != NULL ? brv_library_read_source (from, entry->replaced_by, NULL) : NULL;
      gint64 new_id;

      if (by != NULL && brv_library_find (to, by, &new_id, NULL))
        brv_library_set_standing (to, saved->new_id, BRV_LIBRARY_REPLACED, new_id, entry->reason,
                                  NULL);
    }
}

/* What can still be read of the damaged one, and is not in the new one; FALSE where that was full. */
static gboolean
salvage (BrvLibrary *from, BrvLibrary *to, guint *n_saved)
{
  gint64 last = find_last_id (from);
  gint64 n_missing = 0;
  g_autoptr (GArray) replaced = g_array_new (FALSE, FALSE, sizeof (Saved));

  /* Rows are asked for by number: a walk would end at the first page that is torn. */
  for (gint64 id = 1; n_missing < 1000 || id <= last; id++)
    {
      g_autoptr (BrvSource) source = brv_library_read_source (from, id, NULL);
      const BrvSource *sources[] = { source };
      g_autoptr (BrvLibraryEntry) entry = NULL;
      gint64 new_id = 0;
      guint n_new = 0;

      if (source == NULL)
        {
          n_missing++;
          continue;
        }
      n_missing = 0;
      if (!brv_library_add (to, sources, 1, &new_id, &n_new, NULL))
        return FALSE;
      *n_saved += n_new;
      entry = n_new > 0 ? brv_library_read_entry (from, id, NULL) : NULL;
      if (entry == NULL)
        continue;
      copy_marks (to, new_id, entry);
      if (entry->replaced_by != 0)
        {
          const Saved saved = { id, new_id };

          g_array_append_val (replaced, saved);
        }
    }
  copy_replacements (from, to, replaced);
  return TRUE;
}

/* Where the damaged file is, if mending was begun and not ended. */
static char *
read_mark (const char *folder)
{
  g_autofree char *mark = g_build_filename (folder, MARK_NAME, NULL);
  g_autofree char *name = NULL;
  g_autofree char *file = NULL;

  if (!g_file_get_contents (mark, &name, NULL, NULL) || !g_str_has_prefix (name, ASIDE_PREFIX) ||
      strchr (name, G_DIR_SEPARATOR) != NULL)
    return NULL;
  file = g_build_filename (folder, name, NULL);
  return g_file_test (file, G_FILE_TEST_EXISTS) ? g_steal_pointer (&file) : NULL;
}

/* Sets the damaged one aside, unless that was done, and puts the copy in its place. */
static gboolean
set_aside (const char *folder, char **file, gboolean *has_copy, GError **error)
{
  g_autofree char *mark = g_build_filename (folder, MARK_NAME, NULL);
  g_autoptr (GDateTime) now = g_date_time_new_now_local ();
  g_autofree char *aside = g_date_time_format (now, ASIDE_PREFIX "%Y%m%d-%H%M%S.db");

  *file = read_mark (folder);
  if (*file == NULL)
    {
      if (!brv_library_move_aside (folder, aside, error))
        return FALSE;
      *file = g_build_filename (folder, aside, NULL);
      g_file_set_contents (mark, aside, -1, NULL);
    }
  *has_copy = !brv_library_is_there (folder) && put_kept_copy_back (folder);
  return TRUE;
}

static BrvLibrary *
mend (const BrvLibraryOptions *options, char **told, GError **error)
{
  g_autofree char *folder = brv_library_make_folder (options->folder);
  g_autofree char *lock = g_build_filename (folder, "library.lock", NULL);
  g_autofree char *mark = g_build_filename (folder, MARK_NAME, NULL);
  g_autofree char *file = NULL;
  BrvLibrary *library;
  g_autoptr (BrvLibrary) damaged = NULL;
  g_autoptr (GError) fault = NULL;
  gboolean has_copy = FALSE;
  gboolean done;
  guint n_saved = 0;
  int fd = open (lock, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd < 0 || flock (fd, LOCK_EX | LOCK_NB) != 0)
    {
      if (fd >= 0)
        close (fd);
      brv_storage_error_set_library (error, SQLITE_BUSY, NULL);
      return NULL;
    }
  done = set_aside (folder, &file, &has_copy, error);
  close (fd);
  if (!done)
    return NULL;
  library = brv_library_open (options, &fault);
  if (library == NULL)
    {
      /* What took its place is damaged too: that is mended next. */
      if (g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
        g_unlink (mark);
      g_propagate_error (error, g_steal_pointer (&fault));
      return NULL;
    }
  damaged = brv_library_open_aside (file, &fault);
  if (damaged != NULL ? salvage (damaged, library, &n_saved)
                      : g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
    g_unlink (mark);
  *told = g_strdup_printf (
    has_copy
      ? g_dngettext (GETTEXT_PACKAGE,
                     "The library was damaged. The last daily copy took its place, with %u "
                     "source that could still be read. The damaged file is kept as “%s”.",
                     "The library was damaged. The last daily copy took its place, with %u "
                     "sources that could still be read. The damaged file is kept as “%s”.",
                     n_saved)
      : g_dngettext (GETTEXT_PACKAGE,
                     "The library was damaged. A new one was begun with %u source that could "
                     "still be read. The damaged file is kept as “%s”.",
                     "The library was damaged. A new one was begun with %u sources that "
                     "could still be read. The damaged file is kept as “%s”.",
                     n_saved),
    n_saved, file);
  return library;
}

/**
 * brv_library_open_mended:
 * @options: where it is and how it is used
 * @told: (out) (nullable): what was done, for the user; %NULL where there was nothing to do
 * @error: return location for an error
 *
 * Opens the library as brv_library_open() does. One that is damaged is set aside; the copy of the
 * last check takes its place, and what can still be read of it is put into that.
 *
 * Returns: (transfer full) (nullable): the library, or %NULL as brv_library_open()
 */
BrvLibrary *
brv_library_open_mended (const BrvLibraryOptions *options, char **told, GError **error)
{
  g_autofree char *folder = brv_library_make_folder (options->folder);
  g_autofree char *mark = g_build_filename (folder, MARK_NAME, NULL);
  g_autoptr (GError) fault = NULL;
  BrvLibrary *library;

  *told = NULL;
  if (!options->read_only && g_file_test (mark, G_FILE_TEST_EXISTS))
    {
      g_autofree char *aside = read_mark (folder);

      if (aside != NULL || brv_library_is_there (folder))
        return mend (options, told, error);
      /* Its user took the damaged one away. */
      g_unlink (mark);
    }
  library = brv_library_open (options, &fault);
  if (library != NULL)
    return library;
  if (!options->read_only && g_error_matches (fault, BRV_STORAGE_ERROR, BRV_STORAGE_ERROR_DAMAGED))
    return mend (options, told, error);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}
