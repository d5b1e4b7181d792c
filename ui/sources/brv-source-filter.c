/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "ui/sources/brv-source-filter.h"

#include "base/brv-fold.h"

struct _BrvSourceFilter
{
  GtkFilter parent_instance;

  /* Owned */
  BrvSourceListModel *model;
  GCancellable *cancellable; /* (nullable): of the running search */
  GHashTable *matches;       /* (nullable) (element-type BrvId): NULL shows all */
  char *query;               /* "" for none */

  gboolean only_unused;
};

/* One source on its way through a search. */
typedef struct
{
  BrvSource *source;
  char *folded; /* (nullable): a GRefString; made by the search where it is NULL */
  gboolean matches;
} Candidate;

typedef struct
{
  GArray *candidates; /* Candidate */
  char *query;
} Search;

enum
{
  PROP_0,
  PROP_BUSY,
  N_PROPS,
};

G_DEFINE_FINAL_TYPE (BrvSourceFilter, brv_source_filter, GTK_TYPE_FILTER)

static GParamSpec *properties[N_PROPS];

static void
candidate_clear (gpointer data)
{
  Candidate *candidate = data;

  brv_source_unref (candidate->source);
  g_clear_pointer (&candidate->folded, g_ref_string_release);
}

static void
search_free (gpointer data)
{
  Search *search = data;

  g_array_unref (search->candidates);
  g_free (search->query);
  g_free (search);
}

static char *
fold_source (const BrvSource *source)
{
  g_autoptr (GString) haystack = g_string_new (NULL);
  g_autoptr (BrvFold) fold = NULL;

  for (guint field = 0; field < BRV_N_SOURCE_FIELDS; field++)
    {
      g_autofree char *value = NULL;

      if (field == BRV_SOURCE_FIELD_INCOMPLETE)
        continue;
      value = brv_record_dup_joined (brv_source_get_record (source), field, " ");
      if (value != NULL)
        g_string_append_printf (haystack, "%s\n", value);
    }
  g_string_append (haystack, brv_source_get_text (source));
  fold = brv_fold_new (haystack->str, (gssize)haystack->len, BRV_FOLD_SEARCH);
  return g_ref_string_new_len (brv_fold_get_text (fold), (gssize)brv_fold_get_length (fold));
}

static gboolean
has_all_words (const char *haystack, char **words)
{
  for (guint i = 0; words[i] != NULL; i++)
    if (strstr (haystack, words[i]) == NULL)
      return FALSE;
  return TRUE;
}

static void
search_thread (GTask *task, gpointer source_object, gpointer data, GCancellable *cancellable)
{
  Search *search = data;
  g_autoptr (BrvFold) fold = brv_fold_new (search->query, -1, BRV_FOLD_SEARCH);
  g_auto (GStrv) words = g_strsplit_set (brv_fold_get_text (fold), " \n\t", -1);

  for (guint i = 0; i < search->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (search->candidates, Candidate, i);

      if (g_cancellable_is_cancelled (cancellable))
        break;
      if (candidate->folded == NULL)
        candidate->folded = fold_source (candidate->source);
      candidate->matches = has_all_words (candidate->folded, words);
    }
  g_task_return_boolean (task, TRUE);
}

static void
set_cancellable (BrvSourceFilter *self, GCancellable *cancellable)
{
  if (g_set_object (&self->cancellable, cancellable))
    g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_BUSY]);
}

/* What was folded is kept even of a search that has been overtaken. */
static void
search_done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  BrvSourceFilter *self = BRV_SOURCE_FILTER (object);
  Search *search = g_task_get_task_data (G_TASK (result));
  gboolean current = g_task_get_cancellable (G_TASK (result)) == self->cancellable;

  if (self->model == NULL)
    return;
  if (current)
    {
      g_clear_pointer (&self->matches, g_hash_table_unref);
      self->matches = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);
    }
  for (guint i = 0; i < search->candidates->len; i++)
    {
      Candidate *candidate = &g_array_index (search->candidates, Candidate, i);
      BrvId id = brv_source_get_id (candidate->source);
      BrvSourceItem *item = brv_source_list_model_find (self->model, id);

      if (item != NULL && candidate->folded != NULL)
        brv_source_item_set_folded (item, candidate->source, candidate->folded);
      if (current && candidate->matches)
        g_hash_table_add (self->matches, g_memdup2 (&id, sizeof id));
    }
  if (current)
    {
      set_cancellable (self, NULL);
      gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
    }
}

static void
start_search (BrvSourceFilter *self)
{
  GListModel *model = G_LIST_MODEL (self->model);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GTask) task = NULL;
  Search *search = g_new0 (Search, 1);

  search->query = g_strdup (self->query);
  search->candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_array_set_clear_func (search->candidates, candidate_clear);
  for (guint i = 0; i < g_list_model_get_n_items (model); i++)
    {
      g_autoptr (BrvSourceItem) item = g_list_model_get_item (model, i);
      const char *folded = brv_source_item_get_folded (item);
      Candidate candidate = { 0 };

      candidate.source = brv_source_ref (brv_source_item_get_source (item));
      candidate.folded = folded == NULL ? NULL : g_ref_string_acquire ((char *)folded);
      g_array_append_val (search->candidates, candidate);
    }

  g_cancellable_cancel (self->cancellable);
  set_cancellable (self, cancellable);
  task = g_task_new (self, cancellable, search_done_cb, NULL);
  g_task_set_check_cancellable (task, FALSE);
  g_task_set_task_data (task, search, search_free);
  g_task_run_in_thread (task, search_thread);
}

static void
model_changed_cb (BrvSourceFilter *self)
{
  if (*self->query != '\0')
    start_search (self);
}

static void
model_updated_cb (BrvSourceFilter *self)
{
  if (*self->query != '\0')
    start_search (self);
  else if (self->only_unused)
    gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_DIFFERENT);
}

static gboolean
brv_source_filter_match (GtkFilter *filter, gpointer object)
{
  BrvSourceFilter *self = BRV_SOURCE_FILTER (filter);
  BrvId id = brv_source_item_get_id (object);

  if (self->only_unused && brv_source_item_get_n_quotes (object) > 0)
    return FALSE;
  return self->matches == NULL || g_hash_table_contains (self->matches, &id);
}

static GtkFilterMatch
brv_source_filter_get_strictness (GtkFilter *filter)
{
  BrvSourceFilter *self = BRV_SOURCE_FILTER (filter);

  return self->matches == NULL && !self->only_unused ? GTK_FILTER_MATCH_ALL : GTK_FILTER_MATCH_SOME;
}

static void
brv_source_filter_dispose (GObject *object)
{
  BrvSourceFilter *self = BRV_SOURCE_FILTER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->model);
  G_OBJECT_CLASS (brv_source_filter_parent_class)->dispose (object);
}

static void
brv_source_filter_finalize (GObject *object)
{
  BrvSourceFilter *self = BRV_SOURCE_FILTER (object);

  g_clear_pointer (&self->matches, g_hash_table_unref);
  g_clear_pointer (&self->query, g_free);
  G_OBJECT_CLASS (brv_source_filter_parent_class)->finalize (object);
}

static void
brv_source_filter_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id)
    {
    case PROP_BUSY:
      g_value_set_boolean (value, brv_source_filter_is_busy (BRV_SOURCE_FILTER (object)));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
brv_source_filter_class_init (BrvSourceFilterClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkFilterClass *filter_class = GTK_FILTER_CLASS (klass);

  object_class->dispose = brv_source_filter_dispose;
  object_class->finalize = brv_source_filter_finalize;
  object_class->get_property = brv_source_filter_get_property;
  filter_class->match = brv_source_filter_match;
  filter_class->get_strictness = brv_source_filter_get_strictness;

  properties[PROP_BUSY] = g_param_spec_boolean (
    "busy", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
brv_source_filter_init (BrvSourceFilter *self)
{
  self->query = g_strdup ("");
}

/**
 * brv_source_filter_new:
 * @model: the rows that are searched
 *
 * Returns: (transfer full): a filter that shows all rows
 */
BrvSourceFilter *
brv_source_filter_new (BrvSourceListModel *model)
{
  BrvSourceFilter *self;

  g_return_val_if_fail (BRV_IS_SOURCE_LIST_MODEL (model), NULL);

  self = g_object_new (BRV_TYPE_SOURCE_FILTER, NULL);
  self->model = g_object_ref (model);
  g_signal_connect_object (model, "items-changed", G_CALLBACK (model_changed_cb), self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (model, "updated", G_CALLBACK (model_updated_cb), self,
                           G_CONNECT_SWAPPED);
  return self;
}

/**
 * brv_source_filter_set_query:
 * @self: a filter
 * @query: words that must all be there, in any order; case, accents and typography do not matter
 */
void
brv_source_filter_set_query (BrvSourceFilter *self, const char *query)
{
  g_autofree char *stripped = NULL;

  g_return_if_fail (BRV_IS_SOURCE_FILTER (self));
  g_return_if_fail (query != NULL);

  stripped = g_strstrip (g_strdup (query));
  if (strcmp (stripped, self->query) == 0)
    return;
  g_free (self->query);
  self->query = g_steal_pointer (&stripped);
  if (*self->query != '\0')
    {
      start_search (self);
      return;
    }
  g_cancellable_cancel (self->cancellable);
  set_cancellable (self, NULL);
  g_clear_pointer (&self->matches, g_hash_table_unref);
  gtk_filter_changed (GTK_FILTER (self), GTK_FILTER_CHANGE_LESS_STRICT);
}

/**
 * brv_source_filter_get_query:
 * @self: a filter
 *
 * Returns: (transfer none): the query, "" where there is none
 */
const char *
brv_source_filter_get_query (BrvSourceFilter *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_FILTER (self), NULL);
  return self->query;
}

/**
 * brv_source_filter_set_only_unused:
 * @self: a filter
 * @only_unused: whether sources that are quoted are hidden
 */
void
brv_source_filter_set_only_unused (BrvSourceFilter *self, gboolean only_unused)
{
  g_return_if_fail (BRV_IS_SOURCE_FILTER (self));

  if (self->only_unused == only_unused)
    return;
  self->only_unused = only_unused;
  gtk_filter_changed (GTK_FILTER (self),
                      only_unused ? GTK_FILTER_CHANGE_MORE_STRICT : GTK_FILTER_CHANGE_LESS_STRICT);
}

/**
 * brv_source_filter_get_only_unused:
 * @self: a filter
 *
 * Returns: whether sources that are quoted are hidden
 */
gboolean
brv_source_filter_get_only_unused (BrvSourceFilter *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_FILTER (self), FALSE);
  return self->only_unused;
}

/**
 * brv_source_filter_is_busy:
 * @self: a filter
 *
 * Returns: whether a search is running
 */
gboolean
brv_source_filter_is_busy (BrvSourceFilter *self)
{
  g_return_val_if_fail (BRV_IS_SOURCE_FILTER (self), FALSE);
  return self->cancellable != NULL;
}
