/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/pages/brv-checks-view.h"

#include "edit/brv-edit-quote.h"
#include "ui/pages/brv-finding-row.h"
#include "verify/brv-locate.h"

/* So long after a change the rows are made anew: rows that jump under the pointer help nobody. */
#define UPDATE_DELAY_MS 200

struct _BrvChecksView
{
  GtkWidget parent_instance;

  /* Owned */
  BrvWorkspace *workspace; /* (nullable) */
  GPtrArray *findings;     /* (nullable): BrvFinding, as shown */
  GPtrArray *rows[2];      /* GtkWidget in the groups of errors and warnings; borrowed */
  GPtrArray *note_rows;    /* likewise, in the row of notes on the pages */
  GPtrArray *passed_rows;  /* likewise, in the row of what passed */
  guint update_id;

  guint n_errors;
  gboolean active; /* it is being looked at */

  /* Template children */
  AdwPreferencesGroup *errors_group;
  AdwPreferencesGroup *warnings_group;
  AdwPreferencesGroup *notes_group;
  AdwExpanderRow *notes_row;
  AdwPreferencesGroup *passed_group;
  AdwExpanderRow *passed_row;
  GtkWidget *nothing_label;
  GtkWidget *scroller;
};

enum
{
  PROP_N_ERRORS = 1,
  N_PROPS,
};

enum
{
  SIGNAL_BLOCK_REQUESTED,
  SIGNAL_PASSAGE_REQUESTED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvChecksView, brv_checks_view, GTK_TYPE_WIDGET)

static gboolean
findings_equal (const BrvFinding *a, const BrvFinding *b)
{
  return g_str_equal (brv_finding_get_kind (a), brv_finding_get_kind (b)) &&
         brv_finding_get_severity (a) == brv_finding_get_severity (b) &&
         brv_finding_get_page (a) == brv_finding_get_page (b) &&
         brv_id_equal (brv_finding_get_block_id (a), brv_finding_get_block_id (b)) &&
         brv_id_equal (brv_finding_get_source_id (a), brv_finding_get_source_id (b)) &&
         g_str_equal (brv_finding_get_message (a), brv_finding_get_message (b)) &&
         g_strcmp0 (brv_finding_get_expected (a), brv_finding_get_expected (b)) == 0 &&
         g_strcmp0 (brv_finding_get_found (a), brv_finding_get_found (b)) == 0;
}

static gboolean
lists_equal (GPtrArray *a, GPtrArray *b)
{
  if (a == NULL || b == NULL || a->len != b->len)
    return FALSE;
  for (guint i = 0; i < a->len; i++)
    {
      if (!findings_equal (g_ptr_array_index (a, i), g_ptr_array_index (b, i)))
        return FALSE;
    }
  return TRUE;
}

/* Whether a finding asks for nothing: a quote that passed, or a note on the pages. */
static gboolean
is_folded (const BrvFinding *finding, gboolean is_note)
{
  return brv_finding_get_severity (finding) == BRV_SEVERITY_INFO &&
         !brv_finding_is_on_pages (finding) == !is_note;
}

static guint
count_folded (GPtrArray *findings, gboolean is_note)
{
  guint n = 0;

  for (guint i = 0; i < findings->len; i++)
    n += is_folded (g_ptr_array_index (findings, i), is_note);
  return n;
}

static void
fill_group (BrvChecksView *self, AdwPreferencesGroup *group, GPtrArray *rows, BrvSeverity severity)
{
  const BrvBrief *brief = brv_workspace_get_brief (self->workspace);

  for (guint i = 0; i < rows->len; i++)
    adw_preferences_group_remove (group, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  for (guint i = 0; i < self->findings->len; i++)
    {
      const BrvFinding *finding = g_ptr_array_index (self->findings, i);
      GtkWidget *row;

      if (brv_finding_get_severity (finding) != severity)
        continue;
      row = brv_finding_row_new (finding, brief);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (rows, row);
    }
  gtk_widget_set_visible (GTK_WIDGET (group), rows->len > 0);
}

/* Rows for what asks for nothing are made when they are wanted: there may be hundreds. */
static void
fill_folded (BrvChecksView *self, AdwExpanderRow *expander, GPtrArray *rows, gboolean is_note)
{
  const BrvBrief *brief = brv_workspace_get_brief (self->workspace);

  for (guint i = 0; i < rows->len; i++)
    adw_expander_row_remove (expander, g_ptr_array_index (rows, i));
  g_ptr_array_set_size (rows, 0);
  if (!adw_expander_row_get_expanded (expander))
    return;
  for (guint i = 0; i < self->findings->len; i++)
    {
      const BrvFinding *finding = g_ptr_array_index (self->findings, i);
      GtkWidget *row;

      if (!is_folded (finding, is_note))
        continue;
      row = brv_finding_row_new (finding, brief);
      adw_expander_row_add_row (expander, row);
      g_ptr_array_add (rows, row);
    }
}

static void
fill_all_folded (BrvChecksView *self)
{
  fill_folded (self, self->notes_row, self->note_rows, TRUE);
  fill_folded (self, self->passed_row, self->passed_rows, FALSE);
}

static void
show_findings (BrvChecksView *self)
{
  const guint n_notes = count_folded (self->findings, TRUE);
  const guint n_passed = count_folded (self->findings, FALSE);
  g_autofree char *notes =
    g_strdup_printf (ngettext ("%u Note on the Pages", "%u Notes on the Pages", n_notes), n_notes);
  g_autofree char *passed =
    g_strdup_printf (ngettext ("%u Check Passed", "%u Checks Passed", n_passed), n_passed);

  fill_group (self, self->errors_group, self->rows[0], BRV_SEVERITY_ERROR);
  fill_group (self, self->warnings_group, self->rows[1], BRV_SEVERITY_WARNING);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->notes_row), notes);
  gtk_widget_set_visible (GTK_WIDGET (self->notes_group), n_notes > 0);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->passed_row), passed);
  gtk_widget_set_visible (GTK_WIDGET (self->passed_group), n_passed > 0);
  gtk_widget_set_visible (self->nothing_label, self->findings->len == 0);
  fill_all_folded (self);
}

static void
update (BrvChecksView *self)
{
  g_autoptr (GPtrArray) findings = NULL;

  if (self->workspace == NULL || !self->active)
    return;
  findings = brv_workspace_list_findings (self->workspace);
  if (lists_equal (findings, self->findings))
    return;
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  self->findings = g_steal_pointer (&findings);
  show_findings (self);
}

static gboolean
update_cb (gpointer data)
{
  BrvChecksView *self = data;

  self->update_id = 0;
  update (self);
  return G_SOURCE_REMOVE;
}

static void
verdicts_changed_cb (BrvWorkspace *workspace, GParamSpec *pspec, BrvChecksView *self)
{
  const BrvVerdicts *verdicts = brv_workspace_get_verdicts (workspace);
  const guint n_errors = verdicts != NULL ? brv_verdicts_get_n_faults (verdicts) : 0;

  if (n_errors != self->n_errors)
    {
      self->n_errors = n_errors;
      g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_N_ERRORS]);
    }
  if (self->update_id == 0)
    self->update_id = g_timeout_add (UPDATE_DELAY_MS, update_cb, self);
}

/* The differences are coloured in markup, which does not follow the style by itself. */
static void
dark_changed_cb (AdwStyleManager *manager, GParamSpec *pspec, BrvChecksView *self)
{
  if (self->findings != NULL)
    show_findings (self);
}

static void
row_expanded_cb (BrvChecksView *self)
{
  if (self->findings != NULL)
    fill_all_folded (self);
}

static void
go_to_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BrvId id;

  if (brv_id_parse (g_variant_get_string (parameter, NULL), &id))
    g_signal_emit (widget, signals[SIGNAL_BLOCK_REQUESTED], 0, &id);
}

static const BrvVerdict *
find_verdict (BrvChecksView *self, GVariant *parameter, BrvId *block_id)
{
  const BrvVerdicts *verdicts = brv_workspace_get_verdicts (self->workspace);

  if (verdicts == NULL || !brv_id_parse (g_variant_get_string (parameter, NULL), block_id))
    return NULL;
  return brv_verdicts_lookup (verdicts, *block_id);
}

static void
show_source_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BrvChecksView *self = BRV_CHECKS_VIEW (widget);
  BrvId block_id;
  const BrvVerdict *verdict = find_verdict (self, parameter, &block_id);
  BrvId source_id;
  BrvRange range;

  if (verdict == NULL)
    return;
  source_id = brv_verdict_get_source_id (verdict);
  range = brv_verdict_get_found (verdict);
  g_signal_emit (self, signals[SIGNAL_PASSAGE_REQUESTED], 0, &source_id, &range);
  g_signal_emit (self, signals[SIGNAL_BLOCK_REQUESTED], 0, &block_id);
}

/* The quote is taken anew from the place that the verdict found. */
static void
use_wording_cb (GtkWidget *widget, const char *name, GVariant *parameter)
{
  BrvChecksView *self = BRV_CHECKS_VIEW (widget);
  BrvId block_id;
  const BrvVerdict *verdict = find_verdict (self, parameter, &block_id);
  const BrvSource *source;
  BrvRange range;
  g_autoptr (BrvQuote) quote = NULL;

  if (verdict == NULL)
    return;
  source = brv_brief_lookup_source (brv_workspace_get_brief (self->workspace),
                                    brv_verdict_get_source_id (verdict));
  range = brv_verdict_get_found (verdict);
  if (source == NULL || range.end <= range.start || range.end > brv_source_get_text_length (source))
    return;
  quote = brv_locate_make_quote (source, range);
  brv_edit_replace_quote (brv_workspace_get_document (self->workspace), block_id, quote,
                          _ ("Use Source Wording"), NULL);
}

static void
brv_checks_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  BrvChecksView *self = BRV_CHECKS_VIEW (object);

  if (prop_id == PROP_N_ERRORS)
    g_value_set_uint (value, self->n_errors);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
}

static void
brv_checks_view_dispose (GObject *object)
{
  BrvChecksView *self = BRV_CHECKS_VIEW (object);

  g_clear_handle_id (&self->update_id, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), BRV_TYPE_CHECKS_VIEW);
  g_clear_object (&self->workspace);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->rows[0], g_ptr_array_unref);
  g_clear_pointer (&self->rows[1], g_ptr_array_unref);
  g_clear_pointer (&self->note_rows, g_ptr_array_unref);
  g_clear_pointer (&self->passed_rows, g_ptr_array_unref);

  G_OBJECT_CLASS (brv_checks_view_parent_class)->dispose (object);
}

static void
brv_checks_view_class_init (BrvChecksViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = brv_checks_view_dispose;
  object_class->get_property = brv_checks_view_get_property;

  properties[PROP_N_ERRORS] =
    g_param_spec_uint ("n-errors", NULL, NULL, 0, G_MAXUINT, 0,
                       G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  signals[SIGNAL_BLOCK_REQUESTED] =
    g_signal_new ("block-requested", BRV_TYPE_CHECKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, G_TYPE_POINTER);
  signals[SIGNAL_PASSAGE_REQUESTED] =
    g_signal_new ("passage-requested", BRV_TYPE_CHECKS_VIEW, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 2, G_TYPE_POINTER, G_TYPE_POINTER);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-checks-view.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, errors_group);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, warnings_group);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, notes_group);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, notes_row);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, passed_group);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, passed_row);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, nothing_label);
  gtk_widget_class_bind_template_child (widget_class, BrvChecksView, scroller);
  gtk_widget_class_bind_template_callback (widget_class, row_expanded_cb);
  gtk_widget_class_install_action (widget_class, BRV_FINDING_ACTION_GO_TO, "s", go_to_cb);
  gtk_widget_class_install_action (widget_class, BRV_FINDING_ACTION_SHOW_SOURCE, "s",
                                   show_source_cb);
  gtk_widget_class_install_action (widget_class, BRV_FINDING_ACTION_USE_WORDING, "s",
                                   use_wording_cb);
}

static void
brv_checks_view_init (BrvChecksView *self)
{
  self->rows[0] = g_ptr_array_new ();
  self->rows[1] = g_ptr_array_new ();
  self->note_rows = g_ptr_array_new ();
  self->passed_rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_set_visible (GTK_WIDGET (self->notes_group), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self->passed_group), FALSE);
  g_signal_connect_object (adw_style_manager_get_default (), "notify::dark",
                           G_CALLBACK (dark_changed_cb), self, 0);
}

/**
 * brv_checks_view_set_workspace:
 * @self: a view without a workspace
 * @workspace: the open brief
 */
void
brv_checks_view_set_workspace (BrvChecksView *self, BrvWorkspace *workspace)
{
  g_return_if_fail (BRV_IS_CHECKS_VIEW (self) && self->workspace == NULL);
  g_return_if_fail (BRV_IS_WORKSPACE (workspace));

  self->workspace = g_object_ref (workspace);
  g_signal_connect_object (workspace, "notify::verdicts", G_CALLBACK (verdicts_changed_cb), self,
                           0);
  verdicts_changed_cb (workspace, NULL, self);
}

/**
 * brv_checks_view_set_active:
 * @self: a view
 * @active: whether it is being looked at
 *
 * Only then does it keep its rows up to date.
 */
void
brv_checks_view_set_active (BrvChecksView *self, gboolean active)
{
  g_return_if_fail (BRV_IS_CHECKS_VIEW (self));

  self->active = active;
  update (self);
}

/**
 * brv_checks_view_get_n_errors:
 * @self: a view
 *
 * Returns: how many findings must be fixed
 */
guint
brv_checks_view_get_n_errors (BrvChecksView *self)
{
  g_return_val_if_fail (BRV_IS_CHECKS_VIEW (self), 0);

  return self->n_errors;
}
