/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-quote-foot.h"

#include <glib/gi18n.h>

#include "cite/brv-citation.h"

struct _BrvQuoteFoot
{
  GtkWidget parent_instance;

  /* Owned: what is shown, to see whether it is still true */
  BrvBlock *block;
  BrvSource *source;
  BrvVerdict *verdict;

  /* Children */
  GtkWidget *attribution;
  GtkWidget *attribution_label;
  GtkWidget *badge;
  GtkWidget *icon;
  GtkWidget *word;
};

enum
{
  SIGNAL_CLICKED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvQuoteFoot, brv_quote_foot, GTK_TYPE_WIDGET)

/* How a verdict looks: exact is quiet, misquoted is loud; never by colour alone. */
static const struct
{
  const char *word;
  const char *icon;
  const char *style_class;
  const char *tooltip;
} faces[BRV_N_VERDICTS] = {
  [BRV_VERDICT_EXACT] = { N_ ("Exact"), "object-select-symbolic", "exact",
                          N_ ("Letter for letter as in the source.") },
  [BRV_VERDICT_NORMALISED] = { N_ ("Exact"), "object-select-symbolic", "exact",
                               N_ ("As in the source but for spaces, hyphenation, or the style of "
                                   "quotation marks and "
                                   "dashes.") },
  [BRV_VERDICT_ALTERED] = { N_ ("Altered"), "brv-altered-symbolic", "altered",
                            N_ ("As in the source but for alterations that are marked.") },
  [BRV_VERDICT_MISQUOTED] = { N_ ("Misquoted"), "dialog-warning-symbolic", "bad",
                              N_ ("The words differ from the source.") },
  [BRV_VERDICT_MISSING] = { N_ ("Missing"), "dialog-warning-symbolic", "bad",
                            N_ ("These words are nowhere in the source.") },
  [BRV_VERDICT_WRONG_SOURCE] = { N_ ("Wrong Source"), "dialog-warning-symbolic", "bad",
                                 N_ ("These words stand in another source of this brief.") },
  [BRV_VERDICT_SOURCE_CHANGED] = { N_ ("Source Changed"), "dialog-information-symbolic", "changed",
                                   N_ ("The source has changed since these words were taken from "
                                       "it.") },
};

static void
attribution_clicked_cb (GtkButton *button, BrvQuoteFoot *self)
{
  g_signal_emit (self, signals[SIGNAL_CLICKED], 0);
}

static void
show_attribution (BrvQuoteFoot *self)
{
  g_autofree char *text = NULL;
  g_autofree char *name = NULL;

  if (self->source != NULL)
    text = brv_citation_dup_attribution (self->source, brv_block_get_quote (self->block), NULL);
  if (text == NULL)
    text = g_strdup (_ ("No Source"));
  gtk_label_set_label (GTK_LABEL (self->attribution_label), text);
  gtk_widget_set_tooltip_text (self->attribution, text);
  gtk_widget_set_sensitive (self->attribution, self->source != NULL);
  /* Translators: %s is the attribution of a quote; the accessible name of the button. */
  name = g_strdup_printf (_ ("Open Source: %s"), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->attribution), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  name, -1);
}

static void
show_verdict (BrvQuoteFoot *self)
{
  gtk_widget_set_visible (self->badge, self->verdict != NULL);
  for (guint i = 0; i < BRV_N_VERDICTS; i++)
    gtk_widget_remove_css_class (self->badge, faces[i].style_class);
  if (self->verdict != NULL)
    {
      BrvVerdictKind kind = brv_verdict_get_kind (self->verdict);

      gtk_label_set_label (GTK_LABEL (self->word), _ (faces[kind].word));
      gtk_image_set_from_icon_name (GTK_IMAGE (self->icon), faces[kind].icon);
      gtk_widget_add_css_class (self->badge, faces[kind].style_class);
      gtk_widget_set_tooltip_text (self->badge, _ (faces[kind].tooltip));
    }
}

static void
brv_quote_foot_dispose (GObject *object)
{
  BrvQuoteFoot *self = BRV_QUOTE_FOOT (object);

  g_clear_pointer (&self->attribution, gtk_widget_unparent);
  g_clear_pointer (&self->badge, gtk_widget_unparent);
  g_clear_pointer (&self->block, brv_block_unref);
  g_clear_pointer (&self->source, brv_source_unref);
  g_clear_pointer (&self->verdict, brv_verdict_unref);
  G_OBJECT_CLASS (brv_quote_foot_parent_class)->dispose (object);
}

static void
brv_quote_foot_class_init (BrvQuoteFootClass *class)
{
  G_OBJECT_CLASS (class)->dispose = brv_quote_foot_dispose;
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (class), GTK_TYPE_BOX_LAYOUT);
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "quotefoot");
  signals[SIGNAL_CLICKED] = g_signal_new ("clicked", BRV_TYPE_QUOTE_FOOT, G_SIGNAL_RUN_LAST, 0,
                                          NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
brv_quote_foot_init (BrvQuoteFoot *self)
{
  self->attribution_label = gtk_label_new (NULL);
  gtk_label_set_ellipsize (GTK_LABEL (self->attribution_label), PANGO_ELLIPSIZE_MIDDLE);
  gtk_label_set_xalign (GTK_LABEL (self->attribution_label), 0);
  self->attribution = gtk_button_new ();
  gtk_button_set_child (GTK_BUTTON (self->attribution), self->attribution_label);
  gtk_button_set_has_frame (GTK_BUTTON (self->attribution), FALSE);
  gtk_widget_add_css_class (self->attribution, "brv-attribution");
  gtk_widget_set_halign (self->attribution, GTK_ALIGN_START);
  gtk_widget_set_hexpand (self->attribution, TRUE);
  gtk_widget_set_valign (self->attribution, GTK_ALIGN_CENTER);
  gtk_widget_set_cursor_from_name (self->attribution, "pointer");
  /* The caret keeps the focus; Enter on a quote does the same. */
  gtk_widget_set_focusable (self->attribution, FALSE);
  g_signal_connect (self->attribution, "clicked", G_CALLBACK (attribution_clicked_cb), self);
  gtk_widget_set_parent (self->attribution, GTK_WIDGET (self));

  self->icon = gtk_image_new ();
  self->word = gtk_label_new (NULL);
  self->badge = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 4);
  gtk_widget_add_css_class (self->badge, "brv-verdict");
  gtk_widget_set_valign (self->badge, GTK_ALIGN_CENTER);
  gtk_box_append (GTK_BOX (self->badge), self->icon);
  gtk_box_append (GTK_BOX (self->badge), self->word);
  gtk_widget_set_parent (self->badge, GTK_WIDGET (self));
  gtk_widget_set_cursor_from_name (GTK_WIDGET (self), "default");
}

/**
 * brv_quote_foot_new:
 *
 * Returns: (transfer floating): the widget, showing nothing
 */
GtkWidget *
brv_quote_foot_new (void)
{
  return g_object_new (BRV_TYPE_QUOTE_FOOT, NULL);
}

/**
 * brv_quote_foot_show:
 * @self: the foot
 * @block: a quote
 * @source: (nullable): its source, where the brief has it
 * @verdict: (nullable): its verdict, where there is one yet
 *
 * Shows a quote. What is already shown costs nothing.
 */
void
brv_quote_foot_show (BrvQuoteFoot *self,
                     const BrvBlock *block,
                     const BrvSource *source,
                     const BrvVerdict *verdict)
{
  gboolean same_verdict = self->verdict == verdict && self->block != NULL;

  if (self->block != block || self->source != source)
    {
      g_clear_pointer (&self->block, brv_block_unref);
      g_clear_pointer (&self->source, brv_source_unref);
      self->block = brv_block_ref (block);
      self->source = source != NULL ? brv_source_ref (source) : NULL;
      show_attribution (self);
    }
  if (!same_verdict)
    {
      g_clear_pointer (&self->verdict, brv_verdict_unref);
      self->verdict = verdict != NULL ? brv_verdict_ref (verdict) : NULL;
      show_verdict (self);
    }
}

/**
 * brv_quote_foot_get_id:
 * @self: the foot
 *
 * Returns: the id of the quote it shows, or none
 */
BrvId
brv_quote_foot_get_id (BrvQuoteFoot *self)
{
  return self->block != NULL ? brv_block_get_id (self->block) : BRV_ID_NONE;
}

/**
 * brv_verdict_kind_get_word:
 * @kind: a kind of verdict
 *
 * Returns: (transfer none): the word for it in the window
 */
const char *
brv_verdict_kind_get_word (BrvVerdictKind kind)
{
  g_return_val_if_fail (kind < BRV_N_VERDICTS, "");

  return _ (faces[kind].word);
}
