/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a picture of the source. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-reader-private.h"

#include "model/brv-source-pictures.h"
#include "ui/shared/brv-file-dialog.h"

/* A file's name is proposed from no more letters of the picture's words. */
#define MAX_NAME_CHARS 60

/* A picture on its way to a file. */
typedef struct
{
  BrvReader *reader;
  GBytes *bytes;
  char *path;
} Save;

static void
save_free (Save *save)
{
  g_object_unref (save->reader);
  g_bytes_unref (save->bytes);
  g_free (save->path);
  g_free (save);
}

/* The picture that the context menu is about, if there is one with pixels. */
static const BrvSourceImage *
get_context_image (BrvReader *self)
{
  const BrvSource *source = brv_reader_get_source (self);
  guint n_images = 0;
  const BrvSourceImage *images = source != NULL ? brv_source_get_images (source, &n_images) : NULL;

  if (self->context_image < 0 || (guint)self->context_image >= n_images ||
      images[self->context_image].bytes == NULL)
    return NULL;
  return &images[self->context_image];
}

/*
 * brv_reader_new_picture_menu:
 * @self: a reader
 * @sections: the brief's sections, with the action that inserts the picture there
 *
 * Returns: (transfer full) (nullable): what can be done with the picture that the context menu is
 *   about; %NULL if it is about none
 */
GMenuModel *
brv_reader_new_picture_menu (BrvReader *self, GMenuModel *sections)
{
  GMenu *menu = NULL;

  if (get_context_image (self) == NULL)
    return NULL;
  menu = g_menu_new ();
  g_menu_append_submenu (menu, _ ("Insert Picture in _Brief"), sections);
  g_menu_append (menu, _ ("_Copy Picture"), "reader.copy-picture");
  g_menu_append (menu, _ ("_Save Picture As…"), "reader.save-picture");
  return G_MENU_MODEL (menu);
}

/*
 * brv_reader_insert_picture:
 * @self: a reader
 * @section: a section of the brief, counted from 0
 *
 * Asks for the picture of the context menu to be added at the section's end.
 */
void
brv_reader_insert_picture (BrvReader *self, guint section)
{
  if (get_context_image (self) != NULL)
    g_signal_emit_by_name (self, "picture-requested", (guint)self->context_image, section);
}

/*
 * brv_reader_copy_picture:
 * @self: a reader
 *
 * Asks for the picture of the context menu to be put on the clipboard.
 */
void
brv_reader_copy_picture (BrvReader *self)
{
  if (get_context_image (self) != NULL)
    g_signal_emit_by_name (self, "picture-copied", (guint)self->context_image);
}

/* "A harbour at dusk.jpg": letters that a file's name cannot have, or that hide it, are left out. */
static char *
dup_file_name (const BrvSource *source, guint index, const BrvSourceImage *image)
{
  g_autofree char *words = brv_source_pictures_dup_name (source, index);
  g_autoptr (GString) name = g_string_new (NULL);
  guint n = 0;

  for (const char *p = words != NULL ? words : _ ("Picture"); *p != '\0' && n < MAX_NAME_CHARS;
       p = g_utf8_next_char (p), n++)
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isgraph (c) && c != '/' && !(c == '.' && name->len == 0))
        g_string_append_unichar (name, c);
      else if (name->len > 0 && name->str[name->len - 1] != ' ')
        g_string_append_c (name, ' ');
    }
  g_strchomp (name->str);
  if (*name->str == '\0')
    g_string_assign (name, _ ("Picture"));
  return g_strconcat (name->str, g_strcmp0 (image->media_type, "image/jpeg") == 0 ? ".jpg" : ".png",
                      NULL);
}

static void
saved_cb (GObject *file, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GError) error = NULL;

  if (!g_file_replace_contents_finish (G_FILE (file), result, NULL, &error))
    {
      g_autofree char *text = g_strdup_printf (
        /* TRANSLATORS: the first %s is a file's name, the second what is wrong. */
        _ ("“%s” was not saved. %s"), save->path, error->message);

      g_signal_emit_by_name (save->reader, "message", text);
    }
  save_free (save);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Save *save = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, &error);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL)
    {
      save_free (save);
      return;
    }
  save->path = g_file_get_basename (file);
  g_file_replace_contents_bytes_async (file, save->bytes, NULL, FALSE, G_FILE_CREATE_NONE, NULL,
                                       saved_cb, save);
}

/*
 * brv_reader_save_picture:
 * @self: a reader
 *
 * Asks where to, and writes the picture of the context menu there as it came with the source.
 */
void
brv_reader_save_picture (BrvReader *self)
{
  const BrvSourceImage *image = get_context_image (self);
  g_autofree char *name = NULL;
  Save *save = NULL;
  BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_SAVE,
                                   .title = _ ("Save Picture"),
                                   .accept_label = _ ("_Save") };

  if (image == NULL)
    return;
  name = dup_file_name (brv_reader_get_source (self), (guint)self->context_image, image);
  request.name = name;
  save = g_new0 (Save, 1);
  save->reader = g_object_ref (self);
  save->bytes = g_bytes_ref (image->bytes);
  brv_file_dialog_run_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &request, NULL,
                             chosen_cb, save);
}
