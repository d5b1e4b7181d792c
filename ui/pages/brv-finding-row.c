/* SPDX-License-Identifier: GPL-3.0-or-later */

/* The rows of the checks: each a finding with what can be done about it. */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/brv-finding-row.h"

#include "model/brv-verdict.h"
#include "ui/pages/brv-difference.h"
#include "workspace/brv-page-findings.h"

static gboolean
has_kind (const BrvFinding *finding, BrvVerdictKind kind)
{
  return g_str_equal (brv_finding_get_kind (finding), brv_verdict_kind_get_name (kind));
}

static const char *
get_title (const BrvFinding *finding)
{
  if (has_kind (finding, BRV_VERDICT_MISQUOTED))
    return _ ("A quote differs from its source");
  if (has_kind (finding, BRV_VERDICT_MISSING))
    return _ ("A quote is not in its source");
  if (has_kind (finding, BRV_VERDICT_WRONG_SOURCE))
    return _ ("A quote comes from another source");
  return brv_finding_get_message (finding);
}

static const char *
find_heading (const BrvFinding *finding, const BrvBrief *brief)
{
  const gint section = brv_page_findings_find_section (finding, brief);

  return section >= 0 ? brv_section_get_heading (brv_brief_get_section (brief, (guint)section))
                      : NULL;
}

/**
 * brv_finding_row_dup_place:
 * @finding: a finding
 * @brief: the brief that it speaks of
 *
 * Returns: (transfer full): where it is: the page, the section and the source, as far as they are
 *   known
 */
char *
brv_finding_row_dup_place (const BrvFinding *finding, const BrvBrief *brief)
{
  const BrvSource *source = brv_brief_lookup_source (brief, brv_finding_get_source_id (finding));
  const char *heading = find_heading (finding, brief);
  const char *name = source != NULL ? brv_source_get_title (source) : NULL;
  const guint page_number = brv_finding_get_page (finding);
  g_autofree char *page = page_number > 0 ? g_strdup_printf (_ ("Page %u"), page_number) : NULL;
  const char *parts[4] = { NULL };
  guint n_parts = 0;

  if (page != NULL)
    parts[n_parts++] = page;
  if (heading != NULL)
    parts[n_parts++] = heading;
  if (name != NULL)
    parts[n_parts++] = name;
  return g_strjoinv (" · ", (char **)parts);
}

static GtkWidget *
new_icon (const BrvFinding *finding)
{
  const gboolean error = brv_finding_get_severity (finding) == BRV_SEVERITY_ERROR;
  GtkWidget *icon =
    gtk_image_new_from_icon_name (error ? "dialog-error-symbolic" : "dialog-warning-symbolic");

  gtk_widget_add_css_class (icon, error ? "error" : "warning");
  gtk_widget_set_valign (icon, GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (icon), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  error ? _ ("To fix") : _ ("To consider"), -1);
  return icon;
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
append_wording (GtkBox *box, const char *caption, const char *markup)
{
  GtkWidget *label = new_label (NULL, "brv-difference");
  GtkWidget *head = new_label (caption, "brv-caption");

  gtk_label_set_markup (GTK_LABEL (label), markup);
  gtk_widget_set_margin_top (head, 8);
  gtk_box_append (box, head);
  gtk_box_append (box, label);
}

static GtkWidget *
new_button (const char *label, const char *action, BrvId id)
{
  GtkWidget *button = gtk_button_new_with_label (label);
  g_autofree char *target = brv_id_to_string (id);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", target);
  return button;
}

static void
append_button (GtkFlowBox *flow, GtkWidget *button)
{
  gtk_widget_set_halign (button, GTK_ALIGN_START);
  gtk_flow_box_append (flow, button);
  gtk_widget_set_focusable (gtk_widget_get_parent (button), FALSE);
}

/* Side by side where there is room, else one below the other. */
static GtkWidget *
new_buttons (const BrvFinding *finding, const BrvBrief *brief)
{
  const BrvId block_id = brv_finding_get_block_id (finding);
  const gboolean has_source =
    brv_brief_lookup_source (brief, brv_finding_get_source_id (finding)) != NULL;
  GtkWidget *flow = gtk_flow_box_new ();

  gtk_flow_box_set_selection_mode (GTK_FLOW_BOX (flow), GTK_SELECTION_NONE);
  gtk_flow_box_set_max_children_per_line (GTK_FLOW_BOX (flow), 2);
  gtk_widget_set_margin_top (flow, 8);
  if (has_kind (finding, BRV_VERDICT_MISQUOTED) && has_source)
    {
      GtkWidget *button =
        new_button (_ ("Use Source Wording"), BRV_FINDING_ACTION_USE_WORDING, block_id);

      gtk_widget_add_css_class (button, "suggested-action");
      append_button (GTK_FLOW_BOX (flow), button);
    }
  else
    append_button (GTK_FLOW_BOX (flow),
                   new_button (_ ("Go to Quote"), BRV_FINDING_ACTION_GO_TO, block_id));
  if (has_source)
    append_button (GTK_FLOW_BOX (flow),
                   new_button (_ ("Show in Source"), BRV_FINDING_ACTION_SHOW_SOURCE, block_id));
  return flow;
}

/* A quote with a fault: both wordings, and what can be done. */
static GtkWidget *
new_quote_card (const BrvFinding *finding, const BrvBrief *brief)
{
  GtkWidget *row = g_object_new (ADW_TYPE_PREFERENCES_ROW, NULL);
  GtkWidget *card = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 12);
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 2);
  const char *in_brief = brv_finding_get_found (finding);
  const char *in_source = brv_finding_get_expected (finding);
  g_autofree char *place = brv_finding_row_dup_place (finding, brief);

  gtk_widget_add_css_class (card, "brv-finding");
  gtk_widget_set_hexpand (box, TRUE);
  gtk_box_append (GTK_BOX (card), new_icon (finding));
  gtk_box_append (GTK_BOX (card), box);
  gtk_box_append (GTK_BOX (box), new_label (get_title (finding), "brv-finding-title"));
  gtk_box_append (GTK_BOX (box), new_label (place, "brv-caption"));
  if (in_brief != NULL && in_source != NULL)
    {
      g_autofree char *brief_markup = NULL;
      g_autofree char *source_markup = NULL;

      brv_difference_dup_markup (in_brief, in_source,
                                 adw_style_manager_get_dark (adw_style_manager_get_default ()),
                                 &brief_markup, &source_markup);
      append_wording (GTK_BOX (box), _ ("In the Brief"), brief_markup);
      append_wording (GTK_BOX (box), _ ("In the Source"), source_markup);
    }
  else
    {
      GtkWidget *message = new_label (brv_finding_get_message (finding), "body");

      gtk_widget_set_margin_top (message, 6);
      gtk_box_append (GTK_BOX (box), message);
    }
  gtk_box_append (GTK_BOX (box), new_buttons (finding, brief));

  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), card);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), FALSE);
  gtk_widget_set_focusable (row, FALSE);
  return row;
}

/**
 * brv_finding_row_new:
 * @finding: a finding
 * @brief: the brief that it speaks of
 *
 * Returns: (transfer floating): a row that says it
 */
GtkWidget *
brv_finding_row_new (const BrvFinding *finding, const BrvBrief *brief)
{
  const gboolean is_warning = brv_finding_get_severity (finding) == BRV_SEVERITY_WARNING;
  g_autofree char *title = NULL;
  g_autofree char *place = NULL;
  GtkWidget *row;

  if (brv_finding_get_severity (finding) == BRV_SEVERITY_ERROR)
    return new_quote_card (finding, brief);

  title = g_markup_escape_text (get_title (finding), -1);
  row = adw_action_row_new ();
  {
    g_autofree char *plain = brv_finding_row_dup_place (finding, brief);

    place = g_markup_escape_text (plain, -1);
  }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), place);
  if (is_warning)
    {
      GtkWidget *icon = new_icon (finding);

      gtk_widget_set_valign (icon, GTK_ALIGN_CENTER);
      adw_action_row_add_prefix (ADW_ACTION_ROW (row), icon);
    }
  if (!brv_id_is_none (brv_finding_get_block_id (finding)))
    {
      GtkWidget *button =
        new_button (_ ("Go To"), BRV_FINDING_ACTION_GO_TO, brv_finding_get_block_id (finding));

      gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
      gtk_widget_add_css_class (button, "flat");
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
      adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), button);
    }
  return row;
}
