/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The folder in which a browser keeps the pictures and scripts of a page that it saved. The program
 * itself reads it, as a worker can open nothing: so it opens only what lies in that very folder and
 * follows no link, takes only files that begin as pictures do and that the page names, and parses
 * nothing.
 */

#define _GNU_SOURCE /* memmem() */
#include "config.h"

#include "import/brv-side-folder.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "import/brv-image-header.h"

/* What is looked at, and what is taken. */
#define MAX_ENTRIES     2000
#define MAX_FILES       200
#define MAX_FILE_BYTES  ((gsize)16 * 1024 * 1024)
#define MAX_TOTAL_BYTES ((gsize)32 * 1024 * 1024)

/* What browsers put behind the page's name, in their languages. Source: Microsoft, “Managing the
 * File System: Connected Files”, the list of suffixes. */
static const char *const suffixes[] = {
  "_files",    "-files",     ".files",     "_Dateien",  "-Dateien",     "_fichiers",  "-fichiers",
  "_archivos", "_bestanden", "_file",      "-filer",    "_filer",       "_tiedostot", "_pliki",
  "_soubory",  "_elemei",    "_ficheiros", "_arquivos", "_dosyalar",    "_datoteke",  "_fitxers",
  "_failid",   "_fails",     "_bylos",     "_fajlovi",  "_fitxategiak",
};

/* A folder while its pictures are taken. */
typedef struct
{
  int fd;
  const char *name;
  GBytes *page;
  gsize total;
  GPtrArray *files;
} Folder;

/**
 * brv_side_file_new:
 * @name: the file's name, with its folder's
 * @bytes: what is in it
 *
 * Returns: (transfer full): a file
 */
BrvSideFile *
brv_side_file_new (const char *name, GBytes *bytes)
{
  BrvSideFile *self = g_new0 (BrvSideFile, 1);

  self->name = g_strdup (name);
  self->bytes = g_bytes_ref (bytes);
  return self;
}

/**
 * brv_side_file_free:
 * @self: (transfer full): a file
 */
void
brv_side_file_free (BrvSideFile *self)
{
  g_free (self->name);
  g_bytes_unref (self->bytes);
  g_free (self);
}

/**
 * brv_side_folder_is_page:
 * @name: a file's name or path
 *
 * Returns: whether a page has such a name, and so may have a folder beside it
 */
gboolean
brv_side_folder_is_page (const char *name)
{
  static const char *const endings[] = { ".html", ".htm", ".xhtml" };
  gsize length = strlen (name);

  for (guint i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      gsize ending_length = strlen (endings[i]);

      if (length > ending_length &&
          g_ascii_strcasecmp (name + length - ending_length, endings[i]) == 0)
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_side_folder_belongs_to:
 * @name: a folder's name
 * @pages: (element-type utf8): the names of the saved pages beside it, without their ending
 *
 * Returns: whether it is the folder of one of @pages: it has the page's name and one of the words
 *   that the browsers' languages have for it
 */
gboolean
brv_side_folder_belongs_to (const char *name, GHashTable *pages)
{
  for (guint i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *page = NULL;

      if (!g_str_has_suffix (name, suffixes[i]))
        continue;
      page = g_strndup (name, strlen (name) - strlen (suffixes[i]));
      if (g_hash_table_contains (pages, page))
        return TRUE;
    }
  return FALSE;
}

static gboolean
contains (GBytes *page, const char *text)
{
  gsize length = 0;
  const char *data = g_bytes_get_data (page, &length);

  return memmem (data, length, text, strlen (text)) != NULL;
}

/* Whether the page has the file's name anywhere, plain or escaped for an address or for HTML. */
static gboolean
is_named (GBytes *page, const char *name)
{
  g_autofree char *escaped = g_uri_escape_string (name, "!$&'()*+,;=:@", FALSE);
  g_autofree char *markup = g_markup_escape_text (name, -1);
  g_autofree char *escaped_markup = g_markup_escape_text (escaped, -1);

  return contains (page, name) || contains (page, escaped) || contains (page, markup) ||
         contains (page, escaped_markup);
}

static GBytes *
read_file (const Folder *folder, const char *name)
{
  int fd = openat (folder->fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY);
  struct stat info = { 0 };
  g_autofree guint8 *data = NULL;
  gsize length = 0;
  ssize_t n = 1;

  if (fd < 0)
    return NULL;
  if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode) && info.st_size > 0 &&
      (guint64)info.st_size <= MIN (MAX_FILE_BYTES, MAX_TOTAL_BYTES - folder->total))
    data = g_malloc ((gsize)info.st_size);
  while (data != NULL && n > 0 && length < (gsize)info.st_size)
    {
      n = read (fd, data + length, (gsize)info.st_size - length);
      length += n > 0 ? (gsize)n : 0;
    }
  close (fd);
  return length > 0 ? g_bytes_new_take (g_steal_pointer (&data), length) : NULL;
}

static void
take_file (Folder *folder, const char *name)
{
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *path = NULL;
  BrvImageHeader header = { 0 };

  if (!g_utf8_validate (name, -1, NULL) || !is_named (folder->page, name))
    return;
  bytes = read_file (folder, name);
  if (bytes == NULL || !brv_image_header_read (bytes, &header))
    return;
  folder->total += g_bytes_get_size (bytes);
  path = g_strconcat (folder->name, "/", name, NULL);
  g_ptr_array_add (folder->files, brv_side_file_new (path, bytes));
}

/* fd is used up. */
static void
take_files (Folder *folder, GCancellable *cancellable)
{
  DIR *dir = fdopendir (folder->fd);
  const struct dirent *entry = NULL;

  if (dir == NULL)
    {
      close (folder->fd);
      return;
    }
  for (guint i = 0; i < MAX_ENTRIES && folder->files->len < MAX_FILES &&
                    !g_cancellable_is_cancelled (cancellable);
       i++)
    {
      entry = readdir (dir);
      if (entry == NULL)
        break;
      take_file (folder, entry->d_name);
    }
  closedir (dir);
}

/**
 * brv_side_folder_read:
 * @path: a file
 * @page: what is in it
 * @cancellable: (nullable): stops it
 *
 * Reads the pictures that lie in the folder beside a saved page and that the page names.
 *
 * Returns: (transfer full) (element-type BrvSideFile): the pictures; none where @path is no page
 *   or has no such folder
 */
GPtrArray *
brv_side_folder_read (const char *path, GBytes *page, GCancellable *cancellable)
{
  GPtrArray *files = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_side_file_free);
  g_autofree char *stem = NULL;

  g_return_val_if_fail (path != NULL && page != NULL, files);

  if (!brv_side_folder_is_page (path))
    return files;
  stem = g_strndup (path, (gsize)(strrchr (path, '.') - path));
  for (guint i = 0; i < G_N_ELEMENTS (suffixes) && files->len == 0; i++)
    {
      g_autofree char *folder_path = g_strconcat (stem, suffixes[i], NULL);
      g_autofree char *name = g_path_get_basename (folder_path);
      Folder folder = { .name = name, .page = page, .files = files };

      folder.fd = open (folder_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
      if (folder.fd >= 0 && g_utf8_validate (name, -1, NULL))
        take_files (&folder, cancellable);
      else if (folder.fd >= 0)
        close (folder.fd);
    }
  return files;
}

/**
 * brv_side_folder_find:
 * @address: an address as a page gives it
 * @media_type: (out) (nullable): unset, as the bytes say it themselves
 * @files: (element-type BrvSideFile): what came along with the page, a #GPtrArray
 *
 * Finds a picture; it is a BrvFindImageFunc.
 *
 * Returns: (transfer full) (nullable): its bytes
 */
GBytes *
brv_side_folder_find (const char *address, char **media_type, gpointer files)
{
  const GPtrArray *list = files;
  g_autofree char *name = NULL;

  g_return_val_if_fail (address != NULL && list != NULL, NULL);

  if (g_str_has_prefix (address, "./"))
    address += 2;
  name = g_uri_unescape_segment (address, address + strcspn (address, "?#"), NULL);
  for (guint i = 0; name != NULL && i < list->len; i++)
    {
      const BrvSideFile *file = g_ptr_array_index (list, i);

      if (g_str_equal (file->name, name) || g_str_equal (file->name, address))
        return g_bytes_ref (file->bytes);
    }
  return NULL;
}
