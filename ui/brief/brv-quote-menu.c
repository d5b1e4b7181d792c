/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-quote-menu.h"

#include <glib/gi18n.h>

#include "edit/brv-edit-quote.h"
#include "edit/brv-edit-structure.h"
#include "ui/brief/brv-brief-popover.h"

struct _BrvQuoteMenu
{
  BrvBriefActions base;
};

G_DEFINE_FINAL_TYPE (BrvQuoteMenu, brv_quote_menu, BRV_TYPE_BRIEF_ACTIONS)

typedef gboolean (*QuoteVerb) (BrvDocument *document, BrvId id, GError **error);

static BrvDocument *
get_document (BrvQuoteMenu *self)
{
  return brv_brief_actions_get_document (&self->base);
}

static void
say (BrvQuoteMenu *self, const char *text)
{
  g_signal_emit_by_name (self->base.view, "message", text, NULL);
}

/* A verb on a quote is refused for a reason that one may not see, so the reason is told. */
static void
report (BrvQuoteMenu *self, gboolean done, GError *error)
{
  g_autoptr (GError) owned = error;

  if (!done)
    say (self, owned != NULL ? owned->message : _ ("This is not possible here."));
}

/* The part of the quote that is selected, in bytes of its exact text. */
static BrvRange
get_exact_range (BrvQuoteMenu *self, const BrvBlock *block)
{
  BrvPlace from, to;

  brv_brief_projection_get_selection (self->base.projection, &from, &to);
  return brv_quote_shown_to_exact (brv_block_get_quote (block), (BrvRange){ from.at, to.at });
}

static void
restore_caret (BrvQuoteMenu *self, BrvId id)
{
  const BrvBlock *block = NULL;
  gint line = brv_brief_projection_find_line (self->base.projection, id);
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);

  if (line < 0 || brv_id_equal (caret.id, id))
    return;
  block = brv_brief_projection_get_block (self->base.projection, (guint)line);
  if (block != NULL)
    brv_brief_projection_select (self->base.projection, (BrvPlace){ id, 0 }, (BrvPlace){ id, 0 });
}

static void
apply (BrvQuoteMenu *self, QuoteVerb verb)
{
  const BrvBlock *block = brv_quote_menu_get_quote (self);
  BrvId id;
  GError *error = NULL;
  gboolean done = FALSE;

  if (block == NULL)
    return;
  id = brv_block_get_id (block);
  done = verb (get_document (self), id, &error);
  report (self, done, error);
  restore_caret (self, id);
}

static void
apply_to_range (BrvQuoteMenu *self,
                gboolean (*verb) (BrvDocument *, BrvId, BrvRange, GError **),
                const char *hint)
{
  const BrvBlock *block = brv_quote_menu_get_quote (self);
  BrvRange range;
  BrvId id;
  GError *error = NULL;
  gboolean done = FALSE;

  if (block == NULL)
    return;
  id = brv_block_get_id (block);
  range = get_exact_range (self, block);
  if (brv_range_length (range) == 0)
    {
      say (self, hint);
      return;
    }
  done = verb (get_document (self), id, range, &error);
  report (self, done, error);
  restore_caret (self, id);
}

static void
elide_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_range (user_data, brv_edit_elide, _ ("Select the words to leave out first."));
}

static void
emphasise_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply_to_range (user_data, brv_edit_emphasise, _ ("Select the words to emphasise first."));
}

static void
change_initial_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, brv_edit_change_initial);
}

static void
reset_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, brv_edit_reset_quote);
}

static void
remove_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  apply (user_data, brv_edit_remove_block);
}

static void
open_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  const BrvBlock *block = brv_quote_menu_get_quote (user_data);

  if (block != NULL)
    brv_quote_menu_open (user_data, brv_block_get_id (block));
}

static void
copy_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvQuoteMenu *self = user_data;
  BrvPlace caret = brv_brief_projection_get_caret (self->base.projection);
  gint line = brv_brief_projection_find_line (self->base.projection, caret.id);

  if (!gtk_text_buffer_get_has_selection (
        brv_brief_projection_get_buffer (self->base.projection)) &&
      line >= 0)
    brv_brief_input_select_line (self->base.input, (guint)line);
  g_signal_emit_by_name (self->base.view, "copy-clipboard");
}

/* ---- insert ---- */

typedef struct
{
  BrvQuoteMenu *menu;
  BrvId id;
  gsize at;
} Insertion;

static void
insertion_free (gpointer data)
{
  Insertion *insertion = data;

  g_object_unref (insertion->menu);
  g_free (insertion);
}

static void
inserted_cb (const char *text, gpointer user_data)
{
  Insertion *insertion = user_data;
  GError *error = NULL;
  gboolean done = FALSE;

  if (*text == '\0')
    return;
  done =
    brv_edit_insert (get_document (insertion->menu), insertion->id, insertion->at, text, &error);
  report (insertion->menu, done, error);
  restore_caret (insertion->menu, insertion->id);
}

static void
insert_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  BrvQuoteMenu *self = user_data;
  const BrvBlock *block = brv_quote_menu_get_quote (self);
  Insertion *insertion = NULL;
  GtkTextBuffer *buffer = brv_brief_projection_get_buffer (self->base.projection);
  GtkTextIter iter;

  if (block == NULL)
    return;
  insertion = g_new0 (Insertion, 1);
  insertion->menu = g_object_ref (self);
  insertion->id = brv_block_get_id (block);
  insertion->at = get_exact_range (self, block).end;
  gtk_text_buffer_get_iter_at_mark (buffer, &iter, gtk_text_buffer_get_insert (buffer));
  brv_brief_popover_ask (self->base.view, &iter, _ ("Insert in Brackets"), NULL, _ ("Insert"),
                         inserted_cb, insertion, insertion_free);
}

/* ---- keys ---- */

/* Enter in a quote opens its source; at its edges it opens a paragraph, as everywhere. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint key,
                guint code,
                GdkModifierType state,
                BrvQuoteMenu *self)
{
  const BrvBlock *block = NULL;
  BrvPlace from, to;
  gsize length = 0;

  if ((key != GDK_KEY_Return && key != GDK_KEY_KP_Enter) ||
      (state & gtk_accelerator_get_default_mod_mask ()) != 0 ||
      !gtk_widget_has_focus (GTK_WIDGET (self->base.view)))
    return GDK_EVENT_PROPAGATE;
  block = brv_quote_menu_get_quote (self);
  if (block == NULL)
    return GDK_EVENT_PROPAGATE;
  brv_brief_projection_get_selection (self->base.projection, &from, &to);
  length = brv_text_get_length (brv_quote_get_shown (brv_block_get_quote (block)));
  if (from.at == to.at && (from.at == 0 || from.at == length))
    return GDK_EVENT_PROPAGATE;
  brv_quote_menu_open (self, brv_block_get_id (block));
  return GDK_EVENT_STOP;
}

static void
brv_quote_menu_class_init (BrvQuoteMenuClass *class)
{
}

static void
brv_quote_menu_init (BrvQuoteMenu *self)
{
}

/**
 * brv_quote_menu_new:
 * @view: the Brief pane's text view; it owns this
 * @projection: its lines
 * @input: its input
 *
 * Returns: (transfer full): the actions, inserted into @view as "quote"
 */
BrvQuoteMenu *
brv_quote_menu_new (GtkTextView *view, BrvBriefProjection *projection, BrvBriefInput *input)
{
  const GActionEntry entries[] = {
    { "elide", elide_cb, NULL, NULL, NULL, { 0 } },
    { "insert", insert_cb, NULL, NULL, NULL, { 0 } },
    { "change-initial", change_initial_cb, NULL, NULL, NULL, { 0 } },
    { "emphasise", emphasise_cb, NULL, NULL, NULL, { 0 } },
    { "reset", reset_cb, NULL, NULL, NULL, { 0 } },
    { "open", open_cb, NULL, NULL, NULL, { 0 } },
    { "copy", copy_cb, NULL, NULL, NULL, { 0 } },
    { "remove", remove_cb, NULL, NULL, NULL, { 0 } },
  };
  BrvQuoteMenu *self = brv_brief_actions_new (BRV_TYPE_QUOTE_MENU, view, projection, input, "quote",
                                              entries, G_N_ELEMENTS (entries));
  GtkEventController *keys = gtk_event_controller_key_new ();

  gtk_event_controller_set_propagation_phase (keys, GTK_PHASE_CAPTURE);
  g_signal_connect_object (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (view), keys);
  return self;
}

/**
 * brv_quote_menu_get_quote:
 * @self: the actions
 *
 * Returns: (transfer none) (nullable): the quote that holds the whole selection, or %NULL
 */
const BrvBlock *
brv_quote_menu_get_quote (BrvQuoteMenu *self)
{
  BrvPlace from, to;
  gint line = 0;
  const BrvBlock *block = NULL;

  brv_brief_projection_get_selection (self->base.projection, &from, &to);
  if (brv_id_is_none (from.id) || !brv_id_equal (from.id, to.id))
    return NULL;
  line = brv_brief_projection_find_line (self->base.projection, from.id);
  block = line < 0 ? NULL : brv_brief_projection_get_block (self->base.projection, (guint)line);
  return block != NULL && brv_block_get_kind (block) == BRV_BLOCK_QUOTE ? block : NULL;
}

/**
 * brv_quote_menu_update:
 * @self: the actions
 *
 * Lets the actions follow the caret.
 */
void
brv_quote_menu_update (BrvQuoteMenu *self)
{
  static const char *const always[] = { "elide",     "insert", "change-initial",
                                        "emphasise", "copy",   "remove" };
  const BrvBlock *block = brv_quote_menu_get_quote (self);
  const BrvQuote *quote = block != NULL ? brv_block_get_quote (block) : NULL;
  guint n_alterations = 0;

  if (quote != NULL)
    brv_quote_get_alterations (quote, &n_alterations);
  for (guint i = 0; i < G_N_ELEMENTS (always); i++)
    brv_brief_actions_set_enabled (&self->base, always[i], quote != NULL);
  brv_brief_actions_set_enabled (&self->base, "reset", n_alterations > 0);
  brv_brief_actions_set_enabled (
    &self->base, "open",
    quote != NULL && !brv_id_is_none (brv_anchor_get_source_id (brv_quote_get_anchor (quote))));
}

/**
 * brv_quote_menu_open:
 * @self: the actions
 * @id: a quote
 *
 * Asks the window to show the quote's source at the passage.
 */
void
brv_quote_menu_open (BrvQuoteMenu *self, BrvId id)
{
  const BrvBlock *block =
    brv_brief_find_block (brv_brief_projection_get_brief (self->base.projection), id, NULL, NULL);
  const BrvAnchor *anchor = NULL;
  BrvId source_id;
  BrvRange range;

  if (block == NULL || brv_block_get_kind (block) != BRV_BLOCK_QUOTE)
    return;
  anchor = brv_quote_get_anchor (brv_block_get_quote (block));
  source_id = brv_anchor_get_source_id (anchor);
  range = brv_anchor_get_range (anchor);
  if (!brv_id_is_none (source_id))
    g_signal_emit_by_name (self->base.view, "passage-requested", &source_id, &range);
}

/**
 * brv_quote_menu_make_section:
 *
 * Returns: (transfer full): what a menu says about a quote
 */
GMenuModel *
brv_quote_menu_make_section (void)
{
  GMenu *menu = g_menu_new ();
  g_autoptr (GMenu) alter = g_menu_new ();
  g_autoptr (GMenu) open = g_menu_new ();

  g_menu_append (alter, _ ("_Elide"), "quote.elide");
  g_menu_append (alter, _ ("_Insert…"), "quote.insert");
  g_menu_append (alter, _ ("Change I_nitial"), "quote.change-initial");
  g_menu_append (alter, _ ("E_mphasise"), "quote.emphasise");
  g_menu_append (alter, _ ("_Reset"), "quote.reset");
  g_menu_append (open, _ ("_Open Source"), "quote.open");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (alter));
  g_menu_append_section (menu, NULL, G_MENU_MODEL (open));
  return G_MENU_MODEL (menu);
}
