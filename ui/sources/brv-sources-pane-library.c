/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The library in the Sources pane: from its list into the brief. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-library-marks.h"
#include "ui/sources/brv-sources-pane-private.h"

/* A source on its way from the library into the brief. */
typedef struct
{
  BrvSourcesPane *pane;
  char *title;
  gboolean open;
} Addition;

static void
addition_free (Addition *self)
{
  g_object_unref (self->pane);
  g_free (self->title);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Addition, addition_free)

static void
added_cb (GObject *object, GAsyncResult *result, gpointer data)
{
  g_autoptr (Addition) addition = data;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  gboolean duplicate = FALSE;
  BrvId source_id;

  if (addition->pane->workspace == NULL)
    return;
  if (!brv_workspace_add_from_library_finish (BRV_WORKSPACE (object), result, &source_id,
                                              &duplicate, &error))
    {
      brv_sources_pane_say (addition->pane, error->message, NULL);
      return;
    }
  if (addition->open)
    brv_sources_pane_show_source (addition->pane, source_id);
  if (duplicate && addition->open)
    return;
  /* TRANSLATORS: %s is the title of a source. */
  text = g_strdup_printf (duplicate ? _ ("“%s” is in this brief already")
                                    : _ ("Added “%s” to this brief"),
                          addition->title);
  brv_sources_pane_say (addition->pane, text, NULL);
}

/**
 * brv_sources_pane_add_from_library:
 * @self: a pane
 * @item: a source of the library
 * @open: whether to open it in the reader
 *
 * Adds a copy of the source to the brief, if it is not there yet.
 */
void
brv_sources_pane_add_from_library (BrvSourcesPane *self, BrvLibraryItem *item, gboolean open)
{
  const BrvLibraryHit *hit;
  Addition *addition;

  g_return_if_fail (BRV_IS_SOURCES_PANE (self));
  g_return_if_fail (BRV_IS_LIBRARY_ITEM (item));

  if (brv_workspace_get_library (self->workspace) == NULL)
    return;
  hit = brv_library_item_get_hit (item);
  addition = g_new0 (Addition, 1);
  addition->pane = g_object_ref (self);
  addition->title = g_strdup (hit != NULL ? hit->entry->title : "");
  addition->open = open;
  brv_workspace_add_from_library_async (self->workspace, brv_library_item_get_id (item), added_cb,
                                        addition);
}

/**
 * brv_sources_pane_show_library:
 * @self: a pane
 *
 * Goes to the library's search.
 */
void
brv_sources_pane_show_library (BrvSourcesPane *self)
{
  g_return_if_fail (BRV_IS_SOURCES_PANE (self));

  if (brv_workspace_get_library (self->workspace) == NULL)
    return;
  brv_sources_pane_show_list (self);
  gtk_stack_set_visible_child_name (GTK_STACK (self->place_stack), "library");
  brv_library_browser_focus_search (BRV_LIBRARY_BROWSER (self->library_browser));
}

/* Without a library, as in a program that only shows a brief, there is one list. */
void
brv_sources_pane_init_library (BrvSourcesPane *self)
{
  BrvLibraryService *library = brv_workspace_get_library (self->workspace);

  if (library == NULL)
    return;
  gtk_stack_set_visible_child (GTK_STACK (self->title_stack), self->place_switcher);
  brv_library_browser_set_library (BRV_LIBRARY_BROWSER (self->library_browser), library);
}

void
brv_sources_pane_mark_in_library (BrvSourcesPane *self, BrvLibraryItem *item)
{
  BrvLibraryService *library = brv_workspace_get_library (self->workspace);

  if (library != NULL && brv_library_item_get_hit (item) != NULL)
    gtk_window_present (brv_library_marks_new (brv_sources_pane_get_window (self), library, item));
}
