/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/versions/brv-comparison-view.h"

#include <glib/gi18n-lib.h>

#include "model/brv-table-plain.h"
#include "ui/pages/brv-difference.h"
#include "ui/versions/brv-version-labels.h"

/* More rows than anybody reads, and as many as are made without a hitch. */
#define MAX_ROWS 200

struct _BrvComparisonView
{
  GtkWidget parent_instance;

  /* Owned, as children */
  GtkWidget *scroller;
  GtkWidget *list;

  guint n_rows;
  guint n_left_out;
};

G_DEFINE_FINAL_TYPE (BrvComparisonView, brv_comparison_view, GTK_TYPE_WIDGET)

static GtkWidget *
new_label (const char *markup, const char *css_class)
{
  GtkWidget *label = gtk_label_new (NULL);

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static GtkWidget *
new_tag (const char *text, BrvDifference what)
{
  GtkWidget *tag = gtk_label_new (text);

  gtk_widget_add_css_class (tag, "brv-comparison-tag");
  if (what & BRV_DIFFERENCE_ADDED)
    gtk_widget_add_css_class (tag, "added");
  if (what & BRV_DIFFERENCE_REMOVED)
    gtk_widget_add_css_class (tag, "removed");
  gtk_widget_set_halign (tag, GTK_ALIGN_START);
  return tag;
}

static void
add_row (BrvComparisonView *self, GtkWidget *child, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();

  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), child);
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, name, -1);
  gtk_list_box_append (GTK_LIST_BOX (self->list), row);
}

/* A word for what happened, and below it what it happened to. */
static void
add_difference (BrvComparisonView *self, BrvDifference what, const char *word, const char *markup)
{
  GtkWidget *box;
  g_autofree char *plain = NULL;
  g_autofree char *name = NULL;

  if (self->n_rows >= MAX_ROWS)
    {
      self->n_left_out++;
      return;
    }
  self->n_rows++;
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 4);
  gtk_widget_add_css_class (box, "brv-comparison-row");
  gtk_box_append (GTK_BOX (box), new_tag (word, what));
  gtk_box_append (GTK_BOX (box), new_label (markup, "brv-comparison-text"));
  pango_parse_markup (markup, -1, 0, NULL, &plain, NULL, NULL);
  name = g_strdup_printf ("%s: %s", word, plain != NULL ? plain : "");
  add_row (self, box, name);
}

static void
add_heading (BrvComparisonView *self, const char *text, const char *state)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *name =
    *state != '\0' ? g_strdup_printf ("%s, %s", text, state) : g_strdup (text);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  GtkWidget *label = new_label (escaped, "brv-comparison-section");

  gtk_box_append (GTK_BOX (box), label);
  if (*state != '\0')
    {
      GtkWidget *tag = new_tag (state, BRV_DIFFERENCE_NONE);

      gtk_widget_set_valign (tag, GTK_ALIGN_CENTER);
      gtk_widget_set_margin_top (tag, 10);
      gtk_box_append (GTK_BOX (box), tag);
    }
  add_row (self, box, name);
}

/* What a block says; of one without words, what it is. */
static char *
dup_words (const BrvBlock *block)
{
  g_autofree char *text = brv_text_dup_plain (brv_block_get_text (block));

  switch ((int)brv_block_get_kind (block))
    {
    case BRV_BLOCK_PAGE_BREAK:
      return g_strdup (_ ("Page break"));
    case BRV_BLOCK_FIGURE:
      return g_strdup_printf (_ ("Figure: %s"),
                              *text != '\0' ? text : brv_block_get_alternative (block));
    case BRV_BLOCK_TABLE:
      {
        g_autofree char *cells = brv_table_dup_plain (brv_block_get_table (block));

        return g_strdup_printf (_ ("Table: %s\n%s"), text, g_strchomp (cells));
      }
    default:
      return g_steal_pointer (&text);
    }
}

static char *
dup_markup (const BrvBlockDifference *difference)
{
  g_autofree char *before = difference->before != NULL ? dup_words (difference->before) : NULL;
  g_autofree char *after = difference->after != NULL ? dup_words (difference->after) : NULL;
  const char *text = after != NULL ? after : before;

  if ((difference->what & BRV_DIFFERENCE_CHANGED) && !g_str_equal (before, after))
    return brv_difference_dup_inline_markup (
      before, after, adw_style_manager_get_dark (adw_style_manager_get_default ()));
  return g_markup_escape_text (text, -1);
}

static void
add_section (BrvComparisonView *self, const BrvSectionDifference *section)
{
  const BrvSection *shown = section->after != NULL ? section->after : section->before;
  g_autofree char *state = NULL;

  if (section->what == BRV_DIFFERENCE_NONE && section->blocks->len == 0)
    return;
  if (section->what & BRV_DIFFERENCE_CHANGED)
    /* Translators: %s is the heading that a section had before. */
    state = g_strdup_printf (_ ("was “%s”"), brv_section_get_heading (section->before));
  else
    state = brv_version_labels_dup_difference (section->what, NULL);
  add_heading (self, brv_section_get_heading (shown), state);
  for (guint i = 0; i < section->blocks->len; i++)
    {
      const BrvBlockDifference *block = &g_array_index (section->blocks, BrvBlockDifference, i);
      g_autofree char *word = brv_version_labels_dup_difference (block->what, block->elsewhere);
      g_autofree char *markup = dup_markup (block);

      add_difference (self, block->what, word, markup);
    }
}

static char *
dup_field (const BrvBrief *brief, BrvBriefField field)
{
  const char *const *values = brv_record_get_list (brv_brief_get_record (brief), field);

  return values != NULL ? g_strjoinv (_ (", "), (char **)values) : g_strdup ("");
}

static void
add_fields (BrvComparisonView *self, const BrvComparison *comparison)
{
  const gboolean dark = adw_style_manager_get_dark (adw_style_manager_get_default ());
  guint n_fields;
  const BrvBriefField *fields = brv_comparison_get_fields (comparison, &n_fields);

  if (n_fields > 0)
    add_heading (self, _ ("Title block"), "");
  for (guint i = 0; i < n_fields; i++)
    {
      g_autofree char *before = dup_field (brv_comparison_get_before (comparison), fields[i]);
      g_autofree char *after = dup_field (brv_comparison_get_after (comparison), fields[i]);
      g_autofree char *markup = brv_difference_dup_inline_markup (before, after, dark);

      add_difference (self, BRV_DIFFERENCE_CHANGED, brv_version_labels_get_field (fields[i]),
                      markup);
    }
}

static void
add_sources (BrvComparisonView *self, const BrvComparison *comparison)
{
  guint n_sources;
  const BrvSourceDifference *sources = brv_comparison_get_sources (comparison, &n_sources);

  if (n_sources > 0)
    add_heading (self, _ ("Sources"), "");
  for (guint i = 0; i < n_sources; i++)
    {
      const BrvSource *source = sources[i].after != NULL ? sources[i].after : sources[i].before;
      const char *title = brv_source_get_title (source);
      g_autofree char *word = brv_version_labels_dup_difference (sources[i].what, NULL);
      g_autofree char *markup = g_markup_escape_text (title != NULL ? title : _ ("Untitled"), -1);

      add_difference (self, sources[i].what, word, markup);
    }
}

static void
brv_comparison_view_dispose (GObject *object)
{
  BrvComparisonView *self = BRV_COMPARISON_VIEW (object);

  g_clear_pointer (&self->scroller, gtk_widget_unparent);

  G_OBJECT_CLASS (brv_comparison_view_parent_class)->dispose (object);
}

static void
brv_comparison_view_class_init (BrvComparisonViewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_comparison_view_dispose;
  gtk_widget_class_set_css_name (widget_class, "comparisonview");
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
brv_comparison_view_init (BrvComparisonView *self)
{
  GtkWidget *clamp = adw_clamp_new ();

  self->scroller = gtk_scrolled_window_new ();
  self->list = gtk_list_box_new ();
  gtk_list_box_set_selection_mode (GTK_LIST_BOX (self->list), GTK_SELECTION_NONE);
  gtk_widget_add_css_class (self->list, "brv-comparison");
  gtk_widget_add_css_class (self->list, "brv-versions-list");
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->list), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Changes"), -1);
  adw_clamp_set_maximum_size (ADW_CLAMP (clamp), 720);
  adw_clamp_set_child (ADW_CLAMP (clamp), self->list);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (self->scroller), GTK_POLICY_NEVER,
                                  GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (self->scroller), clamp);
  gtk_widget_set_parent (self->scroller, GTK_WIDGET (self));
}

/**
 * brv_comparison_view_new:
 *
 * Returns: (transfer floating): a view that shows nothing
 */
GtkWidget *
brv_comparison_view_new (void)
{
  return g_object_new (BRV_TYPE_COMPARISON_VIEW, NULL);
}

/**
 * brv_comparison_view_set:
 * @self: a view
 * @comparison: what to show; of very many differences the first ones
 */
void
brv_comparison_view_set (BrvComparisonView *self, const BrvComparison *comparison)
{
  GtkWidget *row;

  g_return_if_fail (BRV_IS_COMPARISON_VIEW (self));
  g_return_if_fail (comparison != NULL);

  while ((row = gtk_widget_get_first_child (self->list)) != NULL)
    gtk_list_box_remove (GTK_LIST_BOX (self->list), row);
  self->n_rows = 0;
  self->n_left_out = 0;
  add_fields (self, comparison);
  for (guint i = 0; i < brv_comparison_get_n_sections (comparison); i++)
    add_section (self, brv_comparison_get_section (comparison, i));
  add_sources (self, comparison);
  if (self->n_left_out > 0)
    {
      g_autofree char *text = g_strdup_printf (
        ngettext ("%u difference more", "%u differences more", self->n_left_out), self->n_left_out);

      add_heading (self, text, "");
    }
  gtk_adjustment_set_value (
    gtk_scrolled_window_get_vadjustment (GTK_SCROLLED_WINDOW (self->scroller)), 0);
}
