/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Pictures of sources that become figures of the brief, or go to the clipboard. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-sources-pane-private.h"

#include "edit/brv-edit-structure.h"
#include "model/brv-fragment.h"
#include "ui/shared/brv-clipboard.h"
#include "ui/sources/brv-reader.h"

/* A picture that is made a figure. */
typedef struct
{
  BrvSourcesPane *pane;
  BrvSource *source;
  BrvId section_id; /* where it goes, at the end; none: to the clipboard */
} Making;

static void
making_free (Making *making)
{
  g_object_unref (making->pane);
  brv_source_unref (making->source);
  g_free (making);
}

static void
insert_figure (const Making *making, BrvBlock *figure, GError **error)
{
  BrvSourcesPane *pane = making->pane;
  const BrvBrief *brief = brv_workspace_get_brief (pane->workspace);
  gint section = brv_brief_find_section (brief, making->section_id);
  BrvId id = brv_block_get_id (figure);
  g_autofree char *text = NULL;

  if (!brv_edit_add_blocks (brv_workspace_get_document (pane->workspace), making->section_id, -1,
                            &figure, 1, _ ("Add Figure"), error))
    return;
  /* TRANSLATORS: %s is the heading of a section. */
  text = g_strdup_printf (_ ("Added to %s"),
                          brv_section_get_heading (brv_brief_get_section (brief, (guint)section)));
  brv_sources_pane_say (pane, text, &id);
}

/* Pasted into a brief it is a figure that brings its source along, elsewhere a picture. */
static void
copy_figure (const Making *making, BrvBlock *figure)
{
  BrvSource *sources[] = { making->source };
  const BrvImage *image = brv_block_get_image (figure);
  g_autoptr (BrvFragment) fragment = brv_fragment_new (&figure, 1, FALSE, FALSE, sources, 1);
  GdkContentProvider *parts[2] = { NULL, NULL };
  g_autoptr (GdkContentProvider) provider = NULL;

  parts[0] = gdk_content_provider_new_typed (BRV_TYPE_FRAGMENT, fragment);
  parts[1] = gdk_content_provider_new_for_bytes (brv_image_get_media_type (image),
                                                 brv_image_get_bytes (image));
  provider = gdk_content_provider_new_union (parts, G_N_ELEMENTS (parts));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (GTK_WIDGET (making->pane)), provider);
}

static void
made_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Making *making = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvBlock) figure =
    brv_workspace_make_figure_finish (BRV_WORKSPACE (object), result, &error);

  /* The window may have been closed meanwhile. */
  if (figure != NULL && making->pane->workspace != NULL)
    {
      if (brv_id_is_none (making->section_id))
        copy_figure (making, figure);
      else
        insert_figure (making, figure, &error);
    }
  if (error != NULL && making->pane->workspace != NULL)
    brv_sources_pane_say (making->pane, error->message, NULL);
  making_free (making);
}

static void
make_figure (BrvSourcesPane *self, guint image, BrvId section_id)
{
  const BrvSource *source = brv_reader_get_source (BRV_READER (self->reader));
  Making *making = NULL;

  if (source == NULL)
    return;
  making = g_new0 (Making, 1);
  making->pane = g_object_ref (self);
  making->source = brv_source_ref (source);
  making->section_id = section_id;
  brv_workspace_make_figure_async (self->workspace, source, image, NULL, made_cb, making);
}

static void
picture_requested_cb (BrvSourcesPane *self, guint image, guint section)
{
  const BrvBrief *brief = brv_workspace_get_brief (self->workspace);

  if (section < brv_brief_get_n_sections (brief))
    make_figure (self, image, brv_section_get_id (brv_brief_get_section (brief, section)));
}

static void
picture_copied_cb (BrvSourcesPane *self, guint image)
{
  make_figure (self, image, BRV_ID_NONE);
}

/*
 * brv_sources_pane_init_pictures:
 * @self: a pane with its workspace
 */
void
brv_sources_pane_init_pictures (BrvSourcesPane *self)
{
  g_signal_connect_object (self->reader, "picture-requested", G_CALLBACK (picture_requested_cb),
                           self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->reader, "picture-copied", G_CALLBACK (picture_copied_cb), self,
                           G_CONNECT_SWAPPED);
}
