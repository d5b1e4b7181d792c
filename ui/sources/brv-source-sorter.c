/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/sources/brv-source-sorter.h"

#include "ui/sources/brv-source-item.h"

struct _BrvSourceSorter
{
  GtkSorter parent_instance;

  BrvSourceOrder order;
};

G_DEFINE_FINAL_TYPE (BrvSourceSorter, brv_source_sorter, GTK_TYPE_SORTER)

static GtkOrdering
compare_dates (const BrvSource *a, const BrvSource *b)
{
  const char *date_a = brv_source_get (a, BRV_SOURCE_FIELD_DATE);
  const char *date_b = brv_source_get (b, BRV_SOURCE_FIELD_DATE);

  if (date_a == NULL || date_b == NULL)
    return gtk_ordering_from_cmpfunc ((date_a == NULL) - (date_b == NULL));
  return gtk_ordering_from_cmpfunc (strcmp (date_b, date_a));
}

/* Equal rows keep the model's order, the newest first: GtkSortListModel is stable. */
static GtkOrdering
brv_source_sorter_compare (GtkSorter *sorter, gpointer a, gpointer b)
{
  BrvSourceItem *item_a = BRV_SOURCE_ITEM (a);
  BrvSourceItem *item_b = BRV_SOURCE_ITEM (b);
  guint n_quotes_a = brv_source_item_get_n_quotes (item_a);
  guint n_quotes_b = brv_source_item_get_n_quotes (item_b);

  switch (BRV_SOURCE_SORTER (sorter)->order)
    {
    case BRV_SOURCE_ORDER_DATE:
      return compare_dates (brv_source_item_get_source (item_a),
                            brv_source_item_get_source (item_b));
    case BRV_SOURCE_ORDER_QUOTES:
      return gtk_ordering_from_cmpfunc ((n_quotes_b > n_quotes_a) - (n_quotes_b < n_quotes_a));
    case BRV_SOURCE_ORDER_ADDED:
    default:
      return GTK_ORDERING_EQUAL;
    }
}

static GtkSorterOrder
brv_source_sorter_get_order (GtkSorter *sorter)
{
  return BRV_SOURCE_SORTER (sorter)->order == BRV_SOURCE_ORDER_ADDED ? GTK_SORTER_ORDER_NONE
                                                                     : GTK_SORTER_ORDER_PARTIAL;
}

static void
brv_source_sorter_class_init (BrvSourceSorterClass *klass)
{
  GtkSorterClass *sorter_class = GTK_SORTER_CLASS (klass);

  sorter_class->compare = brv_source_sorter_compare;
  sorter_class->get_order = brv_source_sorter_get_order;
}

static void
brv_source_sorter_init (BrvSourceSorter *self)
{
}

/**
 * brv_source_sorter_new:
 *
 * Returns: a sorter that shows the newest source first
 */
BrvSourceSorter *
brv_source_sorter_new (void)
{
  return g_object_new (BRV_TYPE_SOURCE_SORTER, NULL);
}

/**
 * brv_source_sorter_set_order:
 * @self: a sorter
 * @order: the order of the rows
 */
void
brv_source_sorter_set_order (BrvSourceSorter *self, BrvSourceOrder order)
{
  g_return_if_fail (BRV_IS_SOURCE_SORTER (self));

  if (self->order == order)
    return;
  self->order = order;
  gtk_sorter_changed (GTK_SORTER (self), GTK_SORTER_CHANGE_DIFFERENT);
}

/**
 * brv_source_sorter_rows_changed:
 * @self: a sorter
 *
 * Says that the rows have other dates or quotes than before.
 */
void
brv_source_sorter_rows_changed (BrvSourceSorter *self)
{
  g_return_if_fail (BRV_IS_SOURCE_SORTER (self));

  if (self->order != BRV_SOURCE_ORDER_ADDED)
    gtk_sorter_changed (GTK_SORTER (self), GTK_SORTER_CHANGE_DIFFERENT);
}
