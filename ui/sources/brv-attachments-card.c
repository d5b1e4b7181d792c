/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-attachments-card.h"

/* More names than these are only counted. */
#define MAX_NAMES 4

struct _BrvAttachmentsCard
{
  GtkWidget parent_instance;

  /* Owned */
  BrvImportJob *job; /* has the attachments */
  GtkWidget *box;
};

enum
{
  SIGNAL_ADD,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvAttachmentsCard, brv_attachments_card, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static void
add_clicked_cb (BrvAttachmentsCard *self)
{
  g_object_ref (self);
  g_signal_emit (self, signals[SIGNAL_ADD], 0);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
  g_object_unref (self);
}

static void
close_clicked_cb (BrvAttachmentsCard *self)
{
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

static void
brv_attachments_card_dispose (GObject *object)
{
  BrvAttachmentsCard *self = BRV_ATTACHMENTS_CARD (object);

  g_clear_pointer (&self->box, gtk_widget_unparent);
  g_clear_object (&self->job);
  G_OBJECT_CLASS (brv_attachments_card_parent_class)->dispose (object);
}

static void
brv_attachments_card_class_init (BrvAttachmentsCardClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = brv_attachments_card_dispose;
  signals[SIGNAL_ADD] = g_signal_new ("add", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                      NULL, NULL, G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_css_name (widget_class, "import-card");
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_STATUS);
}

static void
brv_attachments_card_init (BrvAttachmentsCard *self)
{
  self->box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 8);
  gtk_widget_set_parent (self->box, GTK_WIDGET (self));
}

static GtkWidget *
new_label (const char *text, const char *css_class)
{
  GtkWidget *label = gtk_label_new (text);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_tooltip_text (label, text);
  gtk_widget_add_css_class (label, css_class);
  return label;
}

static void
fill (BrvAttachmentsCard *self, GPtrArray *attachments)
{
  GtkWidget *lines = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  GtkWidget *add = gtk_button_new_with_mnemonic (_ ("_Add"));
  GtkWidget *close = gtk_button_new_from_icon_name ("window-close-symbolic");
  g_autoptr (GString) names = g_string_new (NULL);
  g_autofree char *title = g_strdup_printf (
    g_dngettext (GETTEXT_PACKAGE, "%u Attachment", "%u Attachments", attachments->len),
    attachments->len);

  for (guint i = 0; i < MIN (attachments->len, MAX_NAMES); i++)
    {
      const BrvImportAttachment *attachment = g_ptr_array_index (attachments, i);

      g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", attachment->name);
    }
  if (attachments->len > MAX_NAMES)
    g_string_append (names, ", …");
  gtk_box_append (GTK_BOX (lines), new_label (title, "brv-card-title"));
  gtk_box_append (GTK_BOX (lines), new_label (names->str, "brv-row-byline"));
  gtk_widget_set_hexpand (lines, TRUE);
  gtk_box_append (GTK_BOX (self->box), lines);

  gtk_accessible_update_property (GTK_ACCESSIBLE (add), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Add the Attachments as Sources"), -1);
  gtk_widget_set_tooltip_text (add, _ ("Add the Attachments as Sources"));
  gtk_widget_set_valign (add, GTK_ALIGN_CENTER);
  g_signal_connect_object (add, "clicked", G_CALLBACK (add_clicked_cb), self, G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), add);

  gtk_accessible_update_property (GTK_ACCESSIBLE (close), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Close"), -1);
  gtk_widget_set_tooltip_text (close, _ ("Close"));
  gtk_widget_add_css_class (close, "flat");
  gtk_widget_add_css_class (close, "circular");
  gtk_widget_set_valign (close, GTK_ALIGN_CENTER);
  g_signal_connect_object (close, "clicked", G_CALLBACK (close_clicked_cb), self,
                           G_CONNECT_SWAPPED);
  gtk_box_append (GTK_BOX (self->box), close);
}

/**
 * brv_attachments_card_find:
 * @job: an import that has finished
 *
 * Returns: (transfer container) (element-type BrvImportAttachment): the attachments of all its
 *   inputs; they belong to @job
 */
GPtrArray *
brv_attachments_card_find (BrvImportJob *job)
{
  GPtrArray *attachments = g_ptr_array_new ();
  guint n_outcomes;
  const BrvImportOutcome *outcomes = brv_import_job_get_outcomes (job, &n_outcomes);

  for (guint i = 0; i < n_outcomes; i++)
    {
      const BrvImportResult *result;

      /* The sources of one input follow each other. */
      if (i > 0 && outcomes[i].input == outcomes[i - 1].input)
        continue;
      result = brv_import_job_get_result (job, outcomes[i].input);
      for (guint k = 0; result != NULL && k < brv_import_result_get_n_attachments (result); k++)
        g_ptr_array_add (attachments, (gpointer)brv_import_result_get_attachment (result, k));
    }
  return attachments;
}

/**
 * brv_attachments_card_new:
 * @job: an import that has finished, with attachments
 *
 * Returns: the card
 */
GtkWidget *
brv_attachments_card_new (BrvImportJob *job)
{
  BrvAttachmentsCard *self = NULL;
  g_autoptr (GPtrArray) attachments = NULL;

  g_return_val_if_fail (BRV_IS_IMPORT_JOB (job), NULL);

  self = g_object_new (BRV_TYPE_ATTACHMENTS_CARD, NULL);
  self->job = g_object_ref (job);
  attachments = brv_attachments_card_find (job);
  fill (self, attachments);
  return GTK_WIDGET (self);
}

/**
 * brv_attachments_card_list:
 * @self: a card
 *
 * Returns: (transfer container) (element-type BrvImportAttachment): what it offers; they belong to
 *   the card
 */
GPtrArray *
brv_attachments_card_list (BrvAttachmentsCard *self)
{
  g_return_val_if_fail (BRV_IS_ATTACHMENTS_CARD (self), NULL);

  return brv_attachments_card_find (self->job);
}
