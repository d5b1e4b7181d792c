/* SPDX-License-Identifier: GPL-3.0-or-later */

/* What can be done with a picture of the source. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-reader-private.h"

#include "model/brv-source-pictures.h"
#include "ui/shared/brv-file-dialog.h"

/* A file's name is proposed from no more letters of the picture's words. */
#define MAX_NAME_CHARS 60
/* Of several pictures each is known by so many. */
#define MAX_LABEL_CHARS 40

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

/* An image of the source, if its bytes are there. */
static const BrvSourceImage *
get_image (BrvReader *self, guint image)
{
  const BrvSource *source = brv_reader_get_source (self);
  guint n_images = 0;
  const BrvSourceImage *images = source != NULL ? brv_source_get_images (source, &n_images) : NULL;

  return image < n_images && images[image].bytes != NULL ? &images[image] : NULL;
}

static void
append_item (GMenu *menu, const char *label, const char *action, guint image)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, g_variant_new_uint32 (image));
  g_menu_append_item (menu, item);
}

/* GTK knows submenus by their labels, so that there may be none of the same label in several. */
static GMenuModel *
new_picture_menu (BrvReader *self, guint image, gboolean is_submenu)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) elsewhere = g_menu_new ();
  g_autoptr (GMenuModel) sections =
    brv_reader_new_sections_menu (self, "reader.insert-picture", (gint)image);
  GMenu *others = is_submenu ? elsewhere : menu;

  if (is_submenu)
    g_menu_append_section (menu, _ ("Insert Picture in Brief"), sections);
  else
    g_menu_append_submenu (menu, _ ("Insert Picture in _Brief"), sections);
  append_item (others, _ ("_Copy Picture"), "reader.copy-picture", image);
  append_item (others, _ ("_Save Picture As…"), "reader.save-picture", image);
  if (is_submenu)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (elsewhere));
  return G_MENU_MODEL (menu);
}

/* The number tells pictures apart of which the page says the same. */
static char *
dup_label (BrvReader *self, guint number, guint image)
{
  g_autofree char *name = brv_source_pictures_dup_name (brv_reader_get_source (self), image);
  const char *words = name != NULL ? name : _ ("Picture without a description");
  gboolean is_long = g_utf8_strlen (words, -1) > MAX_LABEL_CHARS;
  g_autofree char *start = g_utf8_substring (words, 0, is_long ? MAX_LABEL_CHARS : -1);
  g_autofree char *text = g_strdup_printf ("%u. %s%s", number, start, is_long ? "…" : "");

  return brv_reader_dup_menu_label (text);
}

/*
 * brv_reader_new_pictures_menu:
 * @self: a reader
 * @images: (element-type guint): the images that the context menu is about
 *
 * Returns: (transfer full) (nullable): what can be done with them, in a submenu for each if they are
 *   several; %NULL if there is none that came along
 */
GMenuModel *
brv_reader_new_pictures_menu (BrvReader *self, const GArray *images)
{
  g_autoptr (GArray) there = g_array_new (FALSE, FALSE, sizeof (guint));
  GMenu *menu = NULL;

  for (guint i = 0; i < images->len; i++)
    if (get_image (self, g_array_index (images, guint, i)) != NULL)
      g_array_append_val (there, g_array_index (images, guint, i));
  if (there->len == 0)
    return NULL;
  if (there->len == 1)
    return new_picture_menu (self, g_array_index (there, guint, 0), FALSE);
  menu = g_menu_new ();
  for (guint i = 0; i < there->len; i++)
    {
      g_autofree char *label = dup_label (self, i + 1, g_array_index (there, guint, i));
      g_autoptr (GMenuModel) picture =
        new_picture_menu (self, g_array_index (there, guint, i), TRUE);

      g_menu_append_submenu (menu, label, picture);
    }
  return G_MENU_MODEL (menu);
}

/*
 * brv_reader_insert_picture:
 * @self: a reader
 * @image: index of an image of its source
 * @section: a section of the brief, counted from 0
 *
 * Asks for the picture to be added at the section's end.
 */
void
brv_reader_insert_picture (BrvReader *self, guint image, guint section)
{
  if (get_image (self, image) != NULL)
    g_signal_emit_by_name (self, "picture-requested", image, section);
}

/*
 * brv_reader_copy_picture:
 * @self: a reader
 * @image: index of an image of its source
 *
 * Asks for the picture to be put on the clipboard.
 */
void
brv_reader_copy_picture (BrvReader *self, guint image)
{
  if (get_image (self, image) != NULL)
    g_signal_emit_by_name (self, "picture-copied", image);
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
 * @index: index of an image of its source
 *
 * Asks where to, and writes the picture there as it came with the source.
 */
void
brv_reader_save_picture (BrvReader *self, guint index)
{
  const BrvSourceImage *image = get_image (self, index);
  g_autofree char *name = NULL;
  Save *save = NULL;
  BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_SAVE,
                                   .title = _ ("Save Picture"),
                                   .accept_label = _ ("_Save") };

  if (image == NULL)
    return;
  name = dup_file_name (brv_reader_get_source (self), index, image);
  request.name = name;
  save = g_new0 (Save, 1);
  save->reader = g_object_ref (self);
  save->bytes = g_bytes_ref (image->bytes);
  brv_file_dialog_run_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), &request, NULL,
                             chosen_cb, save);
}
