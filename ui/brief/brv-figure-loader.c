/* SPDX-License-Identifier: GPL-3.0-or-later */

/* From an image file, or the bytes of one, to a figure at the caret; the image is decoded elsewhere. */

#include "config.h"

#include "ui/brief/brv-figure-loader.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-elements.h"
#include "edit/brv-edit-source.h"
#include "edit/brv-edit-structure.h"
#include "ui/brief/brv-insert-menu.h"
#include "ui/shared/brv-file-dialog.h"

typedef struct
{
  BrvBriefView *view;
  BrvWorkspace *workspace;
  BrvId figure; /* that gets another image, or none */

  /* Of a source's picture: whose it is (nullable), and where it goes */
  BrvSource *source;
  BrvId section_id;
  gint at;
} Load;

static void
load_free (Load *load)
{
  g_object_unref (load->view);
  g_object_unref (load->workspace);
  g_clear_pointer (&load->source, brv_source_unref);
  g_free (load);
}

static void
say (Load *load, const GError *error)
{
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_signal_emit_by_name (load->view, "message", error->message, NULL);
}

/* At the end of the brief an empty paragraph follows, to write on in. */
static gboolean
add_figure (Load *load, const BrvImage *image, GError **error)
{
  BrvDocument *document = brv_workspace_get_document (load->workspace);
  BrvBriefProjection *projection = brv_brief_view_get_projection (load->view);
  const BrvBrief *brief = brv_document_get_brief (document);
  g_autoptr (BrvText) empty = brv_text_new ("", 0);
  g_autoptr (BrvBlock) figure = brv_block_new_figure (brv_id_new (), image, NULL, empty);
  g_autoptr (BrvBlock) paragraph = brv_block_new_paragraph (brv_id_new (), empty);
  BrvBlock *blocks[] = { figure, paragraph };
  BrvPlace place = { brv_block_get_id (figure), 0 };
  BrvId section_id;
  gint section;
  gint at;

  brv_brief_projection_finish (projection);
  if (!brv_insert_menu_find_place (projection, &section_id, &at))
    return TRUE;
  section = brv_brief_find_section (brief, section_id);
  if (!brv_edit_add_blocks (
        document, section_id, at, blocks,
        (guint)at == brv_section_get_n_blocks (brv_brief_get_section (brief, (guint)section)) ? 2
                                                                                              : 1,
        _ ("Add Figure"), error))
    return FALSE;
  brv_brief_view_reveal (load->view, place, place, TRUE);
  return TRUE;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvImage) image =
    brv_workspace_read_image_finish (BRV_WORKSPACE (source), result, &error);

  if (image != NULL && brv_id_is_none (load->figure))
    add_figure (load, image, &error);
  else if (image != NULL)
    brv_edit_set_image (brv_workspace_get_document (load->workspace), load->figure, image, &error);
  say (load, error);
  load_free (load);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GListModel) files = brv_file_dialog_run_finish (result, &error);
  g_autoptr (GFile) file = files != NULL ? g_list_model_get_item (files, 0) : NULL;

  if (file == NULL)
    {
      say (load, error);
      load_free (load);
      return;
    }
  brv_workspace_read_image_async (load->workspace, file, NULL, NULL, read_cb, load);
}

static void
choose (Load *load)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  GtkFileFilter *filters[] = { filter, NULL };
  BrvFileDialogRequest request = { .kind = BRV_FILE_DIALOG_OPEN,
                                   .title = _ ("Choose an Image"),
                                   .accept_label = _ ("_Insert"),
                                   .filters = filters };

  gtk_file_filter_set_name (filter, _ ("Images"));
  gtk_file_filter_add_mime_type (filter, "image/*");
  brv_file_dialog_run_async (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (load->view))), &request,
                             NULL, chosen_cb, load);
}

/**
 * brv_figure_loader_is_image:
 * @file: a file
 *
 * Returns: whether its name says that it is an image
 */
gboolean
brv_figure_loader_is_image (GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  return g_content_type_is_a (type, "image/*");
}

/**
 * brv_figure_loader_load:
 * @view: where the figure goes: behind the caret's block
 * @workspace: the open brief
 * @file: (nullable): an image file; with neither it nor @bytes the user is asked for one
 * @bytes: (nullable): an image
 * @figure: (nullable): the figure that gets the image; %NULL for a new one
 *
 * Has an image read and puts it into the brief. What goes wrong is told by the view's message.
 */
void
brv_figure_loader_load (
  BrvBriefView *view, BrvWorkspace *workspace, GFile *file, GBytes *bytes, const BrvId *figure)
{
  Load *load = g_new0 (Load, 1);

  load->view = g_object_ref (view);
  load->workspace = g_object_ref (workspace);
  load->figure = figure != NULL ? *figure : BRV_ID_NONE;
  if (file == NULL && bytes == NULL)
    choose (load);
  else
    brv_workspace_read_image_async (workspace, file, bytes, NULL, read_cb, load);
}

/* It may come from another window. */
static gboolean
add_source (Load *load, GError **error)
{
  BrvDocument *document = brv_workspace_get_document (load->workspace);

  return brv_brief_lookup_source (brv_document_get_brief (document),
                                  brv_source_get_id (load->source)) != NULL ||
         brv_edit_add_sources (document, &load->source, 1, error);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = user_data;
  BrvDocument *document = brv_workspace_get_document (load->workspace);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBlock) figure =
    brv_workspace_make_figure_finish (BRV_WORKSPACE (source), result, &error);
  gint section = brv_brief_find_section (brv_document_get_brief (document), load->section_id);

  if (figure != NULL && section >= 0)
    {
      BrvPlace place = { brv_block_get_id (figure), 0 };
      guint n_blocks = brv_section_get_n_blocks (
        brv_brief_get_section (brv_document_get_brief (document), (guint)section));

      /* Meanwhile blocks may have gone. */
      brv_brief_projection_finish (brv_brief_view_get_projection (load->view));
      if (add_source (load, &error) &&
          brv_edit_add_blocks (document, load->section_id, MIN (load->at, (gint)n_blocks), &figure,
                               1, _ ("Add Figure"), &error))
        brv_brief_view_reveal (load->view, place, place, TRUE);
    }
  say (load, error);
  load_free (load);
}

/**
 * brv_figure_loader_add_picture:
 * @view: shows the brief
 * @workspace: the open brief
 * @source: a source
 * @image: index of one of its images, of which it has the bytes
 * @section_id: a section
 * @at: the index in it that the figure gets
 *
 * Makes a figure of a source's picture and puts it into the brief. What goes wrong is told by the
 * view's message.
 */
void
brv_figure_loader_add_picture (BrvBriefView *view,
                               BrvWorkspace *workspace,
                               const BrvSource *source,
                               guint image,
                               BrvId section_id,
                               gint at)
{
  Load *load = g_new0 (Load, 1);

  load->view = g_object_ref (view);
  load->workspace = g_object_ref (workspace);
  load->source = brv_source_ref (source);
  load->section_id = section_id;
  load->at = at;
  brv_workspace_make_figure_async (workspace, source, image, NULL, made_cb, load);
}
