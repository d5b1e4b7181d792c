/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gi18n-lib.h>

#include "ui/sources/brv-find-bar.h"

#include "base/brv-fold.h"

struct _BrvFindBar
{
  GtkWidget parent_instance;

  /* Owned */
  char *text;    /* what is searched; bytes of it are what hits count */
  BrvFold *fold; /* (nullable): of text, made when first needed */
  GArray *shown; /* BrvRange: the parts of text that can be seen, in order */
  GArray *hits;  /* BrvRange, in order, none overlapping */

  gsize length;
  gint current; /* index into hits, or -1 */

  /* Template children */
  GtkWidget *revealer;
  GtkWidget *entry;
  GtkWidget *count_label;
  GtkWidget *previous_button;
  GtkWidget *next_button;
};

enum
{
  SIGNAL_HITS_CHANGED,
  SIGNAL_CLOSED,
  N_SIGNALS,
};

G_DEFINE_FINAL_TYPE (BrvFindBar, brv_find_bar, GTK_TYPE_WIDGET)

static guint signals[N_SIGNALS];

static gboolean
is_shown (BrvFindBar *self, BrvRange hit)
{
  guint low = 0;
  guint high = self->shown->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (g_array_index (self->shown, BrvRange, middle).end > hit.start)
        high = middle;
      else
        low = middle + 1;
    }
  return low < self->shown->len &&
         brv_range_overlaps (g_array_index (self->shown, BrvRange, low), hit);
}

static void
find_hits (BrvFindBar *self)
{
  const char *query = gtk_editable_get_text (GTK_EDITABLE (self->entry));
  g_autoptr (BrvFold) needle = NULL;
  const char *haystack;
  const char *at;

  g_array_set_size (self->hits, 0);
  if (self->text == NULL || *query == '\0')
    return;
  needle = brv_fold_new (query, -1, BRV_FOLD_SEARCH);
  if (brv_fold_get_length (needle) == 0)
    return;
  if (self->fold == NULL)
    self->fold = brv_fold_new (self->text, (gssize)self->length, BRV_FOLD_SEARCH);
  haystack = brv_fold_get_text (self->fold);
  at = haystack;
  while ((at = strstr (at, brv_fold_get_text (needle))) != NULL)
    {
      BrvRange folded;
      BrvRange hit;

      folded.start = (gsize)(at - haystack);
      folded.end = folded.start + brv_fold_get_length (needle);
      hit = brv_fold_to_original (self->fold, folded);
      if (is_shown (self, hit))
        g_array_append_val (self->hits, hit);
      at += brv_fold_get_length (needle);
    }
}

static void
update (BrvFindBar *self)
{
  gboolean has_query = *gtk_editable_get_text (GTK_EDITABLE (self->entry)) != '\0';
  g_autofree char *count = NULL;

  if (!has_query)
    count = g_strdup ("");
  else if (self->hits->len == 0)
    count = g_strdup (_ ("None"));
  else
    /* TRANSLATORS: which of how many hits, as in "2 of 5". */
    count = g_strdup_printf (_ ("%u of %u"), (guint)(self->current + 1), self->hits->len);
  gtk_label_set_label (GTK_LABEL (self->count_label), count);
  if (has_query && self->hits->len == 0)
    gtk_widget_add_css_class (self->entry, "error");
  else
    gtk_widget_remove_css_class (self->entry, "error");
  gtk_widget_set_sensitive (self->previous_button, self->hits->len > 1);
  gtk_widget_set_sensitive (self->next_button, self->hits->len > 1);
  g_signal_emit (self, signals[SIGNAL_HITS_CHANGED], 0);
}

static void
search_changed_cb (BrvFindBar *self)
{
  find_hits (self);
  self->current = self->hits->len > 0 ? 0 : -1;
  update (self);
}

static void
step_back_cb (BrvFindBar *self)
{
  brv_find_bar_step (self, -1);
}

static void
step_on_cb (BrvFindBar *self)
{
  brv_find_bar_step (self, 1);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                BrvFindBar *self)
{
  if ((keyval != GDK_KEY_Return && keyval != GDK_KEY_KP_Enter) || (state & GDK_SHIFT_MASK) == 0)
    return GDK_EVENT_PROPAGATE;
  brv_find_bar_step (self, -1);
  return GDK_EVENT_STOP;
}

static void
brv_find_bar_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), BRV_TYPE_FIND_BAR);
  G_OBJECT_CLASS (brv_find_bar_parent_class)->dispose (object);
}

static void
brv_find_bar_finalize (GObject *object)
{
  BrvFindBar *self = BRV_FIND_BAR (object);

  g_clear_pointer (&self->text, g_free);
  g_clear_pointer (&self->fold, brv_fold_free);
  g_clear_pointer (&self->shown, g_array_unref);
  g_clear_pointer (&self->hits, g_array_unref);
  G_OBJECT_CLASS (brv_find_bar_parent_class)->finalize (object);
}

static void
brv_find_bar_class_init (BrvFindBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = brv_find_bar_dispose;
  object_class->finalize = brv_find_bar_finalize;

  signals[SIGNAL_HITS_CHANGED] =
    g_signal_new ("hits-changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 0);
  signals[SIGNAL_CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                         NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_accessible_role (widget_class, GTK_ACCESSIBLE_ROLE_SEARCH);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/org/brevier/Brevier/ui/brv-find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, BrvFindBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, BrvFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, BrvFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, BrvFindBar, previous_button);
  gtk_widget_class_bind_template_child (widget_class, BrvFindBar, next_button);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_back_cb);
  gtk_widget_class_bind_template_callback (widget_class, step_on_cb);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, brv_find_bar_close);
}

static void
brv_find_bar_init (BrvFindBar *self)
{
  self->shown = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  self->hits = g_array_new (FALSE, FALSE, sizeof (BrvRange));
  self->current = -1;
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * brv_find_bar_new:
 *
 * Returns: a closed bar
 */
GtkWidget *
brv_find_bar_new (void)
{
  return g_object_new (BRV_TYPE_FIND_BAR, NULL);
}

/**
 * brv_find_bar_set_text:
 * @self: a bar
 * @text: (nullable): what is to be searched from now on
 * @length: its length in bytes
 * @shown: (element-type BrvRange): the parts of @text that can be seen, in order; hits elsewhere
 *   do not count
 */
void
brv_find_bar_set_text (BrvFindBar *self, const char *text, gsize length, GArray *shown)
{
  g_return_if_fail (BRV_IS_FIND_BAR (self));
  g_return_if_fail (shown != NULL);

  g_array_unref (self->shown);
  self->shown = g_array_ref (shown);
  if (text == NULL || self->text == NULL || self->length != length ||
      memcmp (self->text, text, length) != 0)
    {
      g_free (self->text);
      self->text = g_strndup (text, length);
      self->length = length;
      g_clear_pointer (&self->fold, brv_fold_free);
    }
  if (brv_find_bar_is_open (self))
    search_changed_cb (self);
}

/**
 * brv_find_bar_open:
 * @self: a bar
 * @query: (nullable): what to look for, or NULL to leave what stands there
 *
 * Shows the bar and puts the keyboard into it.
 */
void
brv_find_bar_open (BrvFindBar *self, const char *query)
{
  g_return_if_fail (BRV_IS_FIND_BAR (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), TRUE);
  if (query != NULL)
    gtk_editable_set_text (GTK_EDITABLE (self->entry), query);
  gtk_widget_grab_focus (self->entry);
  gtk_editable_select_region (GTK_EDITABLE (self->entry), 0, -1);
  search_changed_cb (self);
}

/**
 * brv_find_bar_close:
 * @self: a bar
 *
 * Hides the bar and its hits; what was looked for is kept.
 */
void
brv_find_bar_close (BrvFindBar *self)
{
  g_return_if_fail (BRV_IS_FIND_BAR (self));

  if (!brv_find_bar_is_open (self))
    return;
  gtk_revealer_set_reveal_child (GTK_REVEALER (self->revealer), FALSE);
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_array_set_size (self->hits, 0);
  self->current = -1;
  g_signal_emit (self, signals[SIGNAL_HITS_CHANGED], 0);
  g_signal_emit (self, signals[SIGNAL_CLOSED], 0);
}

/**
 * brv_find_bar_is_open:
 * @self: a bar
 *
 * Returns: whether the bar is shown
 */
gboolean
brv_find_bar_is_open (BrvFindBar *self)
{
  g_return_val_if_fail (BRV_IS_FIND_BAR (self), FALSE);
  return gtk_revealer_get_reveal_child (GTK_REVEALER (self->revealer));
}

/**
 * brv_find_bar_step:
 * @self: a bar
 * @direction: 1 for the next hit, -1 for the one before, around the ends
 */
void
brv_find_bar_step (BrvFindBar *self, gint direction)
{
  gint n_hits;

  g_return_if_fail (BRV_IS_FIND_BAR (self));

  n_hits = (gint)self->hits->len;
  if (n_hits == 0)
    return;
  self->current = (self->current + direction + n_hits) % n_hits;
  update (self);
}

/**
 * brv_find_bar_get_hits:
 * @self: a bar
 * @n_hits: (out): how many there are
 *
 * Returns: (transfer none) (array length=n_hits): where the words stand in the text
 */
const BrvRange *
brv_find_bar_get_hits (BrvFindBar *self, guint *n_hits)
{
  g_return_val_if_fail (BRV_IS_FIND_BAR (self), NULL);
  g_return_val_if_fail (n_hits != NULL, NULL);

  *n_hits = self->hits->len;
  return (const BrvRange *)(gpointer)self->hits->data;
}

/**
 * brv_find_bar_get_current:
 * @self: a bar
 *
 * Returns: the index of the hit that it stands on, or -1
 */
gint
brv_find_bar_get_current (BrvFindBar *self)
{
  g_return_val_if_fail (BRV_IS_FIND_BAR (self), -1);
  return self->current;
}
