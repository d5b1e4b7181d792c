/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "ui/brief/brv-element-cards.h"

#include <math.h>

#include "ui/brief/brv-brief-geometry.h"
#include "ui/brief/brv-brief-tags.h"
#include "ui/brief/brv-figure-card.h"
#include "ui/brief/brv-table-card.h"

/* More than can be in view at once. */
#define N_CARDS 12

/* Between a card and its caption. */
#define GAP 8

struct _BrvElementCards
{
  GObject parent_instance;

  GtkTextView *view; /* Borrowed: it owns this */
  GtkWidget *parent; /* Borrowed: of the cards */
  BrvBriefProjection *projection;
  double scale;
  gint width;        /* of the column when the rooms were measured */
  GHashTable *known; /* BrvId -> room: the elements that have one */
  GtkWidget *figures[N_CARDS];
  GtkWidget *tables[N_CARDS];
  BrvCellRange found; /* what a search is at; of no block while it is at none */
  GtkWidget *measure; /* a table card out of sight, to ask how high tables are */
};

enum
{
  SIGNAL_REPLACE_REQUESTED,
  N_SIGNALS
};

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (BrvElementCards, brv_element_cards, G_TYPE_OBJECT)

static gint
px (BrvElementCards *self, double measure)
{
  return (gint)lround (measure * self->scale);
}

static BrvDocument *
get_document (BrvElementCards *self)
{
  return brv_brief_projection_get_document (self->projection);
}

static void
replace_cb (BrvFigureCard *card, BrvElementCards *self)
{
  BrvId id = brv_figure_card_get_id (card);

  g_signal_emit (self, signals[SIGNAL_REPLACE_REQUESTED], 0, &id);
}

/* A click on the picture brings the caret to the caption. */
static void
selected_cb (BrvFigureCard *card, BrvElementCards *self)
{
  BrvPlace place = { brv_figure_card_get_id (card), 0 };

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  brv_brief_projection_select (self->projection, place, place);
}

static void
left_cb (BrvTableCard *card, BrvElementCards *self)
{
  BrvPlace place = { brv_table_card_get_id (card), 0 };

  gtk_widget_grab_focus (GTK_WIDGET (self->view));
  brv_brief_projection_select (self->projection, place, place);
}

static void
brv_element_cards_dispose (GObject *object)
{
  BrvElementCards *self = BRV_ELEMENT_CARDS (object);

  for (guint i = 0; i < N_CARDS; i++)
    {
      g_clear_pointer (&self->figures[i], gtk_widget_unparent);
      g_clear_pointer (&self->tables[i], gtk_widget_unparent);
    }
  g_clear_pointer (&self->measure, gtk_widget_unparent);
  g_clear_pointer (&self->known, g_hash_table_unref);
  g_clear_object (&self->projection);
  G_OBJECT_CLASS (brv_element_cards_parent_class)->dispose (object);
}

static void
brv_element_cards_class_init (BrvElementCardsClass *class)
{
  G_OBJECT_CLASS (class)->dispose = brv_element_cards_dispose;
  signals[SIGNAL_REPLACE_REQUESTED] =
    g_signal_new ("replace-requested", BRV_TYPE_ELEMENT_CARDS, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 1, G_TYPE_POINTER);
}

static void
brv_element_cards_init (BrvElementCards *self)
{
  self->scale = 1;
  self->known = g_hash_table_new_full (brv_id_hash, brv_id_equal_pointers, g_free, NULL);
}

/**
 * brv_element_cards_new:
 * @view: the Brief pane's text view; it owns this
 * @projection: its lines
 * @parent: the layer of cards
 *
 * Returns: (transfer full): the cards of figures and tables
 */
BrvElementCards *
brv_element_cards_new (GtkTextView *view, BrvBriefProjection *projection, GtkWidget *parent)
{
  BrvElementCards *self = g_object_new (BRV_TYPE_ELEMENT_CARDS, NULL);

  self->view = view;
  self->parent = parent;
  self->projection = g_object_ref (projection);
  self->measure = brv_table_card_new (get_document (self));
  gtk_widget_set_parent (self->measure, parent);
  gtk_widget_set_child_visible (self->measure, FALSE);
  return self;
}

/**
 * brv_element_cards_set_scale:
 * @self: the cards
 * @scale: text scale × zoom
 *
 * Takes over a changed font.
 */
void
brv_element_cards_set_scale (BrvElementCards *self, double scale)
{
  self->scale = scale;
  self->width = 0;
}

static gint
measure_table (BrvElementCards *self, const BrvBlock *block, gint width)
{
  gint height = 0;

  brv_table_card_show (BRV_TABLE_CARD (self->measure), block);
  gtk_widget_measure (self->measure, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

static gint
find_height (BrvElementCards *self, const BrvBlock *block, gint width)
{
  if (brv_block_get_kind (block) == BRV_BLOCK_FIGURE)
    return brv_figure_card_find_height (brv_block_get_image (block), width, self->scale);
  return measure_table (self, block, width);
}

static void
give_room (BrvElementCards *self, const BrvBlock *block, gint width)
{
  BrvId id = brv_block_get_id (block);
  gint room = find_height (self, block, width) + px (self, GAP);
  gpointer known;

  /* A picture stands above its caption, a table below. */
  room = brv_block_get_kind (block) == BRV_BLOCK_FIGURE ? BRV_BRIEF_ROOM_ABOVE (room)
                                                        : room + px (self, BRV_BRIEF_BLOCK_GAP);
  if (g_hash_table_lookup_extended (self->known, &id, NULL, &known) &&
      GPOINTER_TO_INT (known) == room)
    return;
  g_hash_table_replace (self->known, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (room));
  brv_brief_projection_set_room (self->projection, id, room);
}

/**
 * brv_element_cards_update_rooms:
 * @self: the cards
 *
 * Measures all figures and tables anew, after the width or the font has changed.
 */
void
brv_element_cards_update_rooms (BrvElementCards *self)
{
  gint width = brv_brief_geometry_get_column (self->view).width;
  guint n = brv_brief_projection_get_n_lines (self->projection);

  if (width <= 1)
    return;
  self->width = width;
  for (guint line = 0; line < n; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block != NULL && brv_block_has_caption (block))
        give_room (self, block, width);
    }
}

static void
follow_blocks (BrvElementCards *self, GPtrArray *blocks)
{
  for (guint i = 0; i < blocks->len; i++)
    {
      const BrvBlock *block = g_ptr_array_index (blocks, i);

      if (brv_block_has_caption (block))
        give_room (self, block, self->width);
    }
}

/**
 * brv_element_cards_follow:
 * @self: the cards
 * @change: (nullable): what has changed, or %NULL if lines have come in late
 *
 * Gives room to what came in.
 */
void
brv_element_cards_follow (BrvElementCards *self, const BrvChange *change)
{
  guint n_splices = 0;
  const BrvSplice *splices = change != NULL ? brv_change_get_splices (change, &n_splices) : NULL;

  if (self->width != brv_brief_geometry_get_column (self->view).width || change == NULL)
    {
      brv_element_cards_update_rooms (self);
      return;
    }
  for (guint i = 0; i < n_splices; i++)
    {
      if (splices[i].kind == BRV_SPLICE_SECTIONS)
        brv_element_cards_update_rooms (self);
      else if (splices[i].kind == BRV_SPLICE_BLOCKS)
        follow_blocks (self, splices[i].inserted);
    }
}

static GtkWidget *
make_card (BrvElementCards *self, gboolean is_figure)
{
  GtkWidget *card = is_figure ? brv_figure_card_new (get_document (self))
                              : brv_table_card_new (get_document (self));

  if (is_figure)
    {
      g_signal_connect_object (card, "replace-requested", G_CALLBACK (replace_cb), self, 0);
      g_signal_connect_object (card, "selected", G_CALLBACK (selected_cb), self, 0);
    }
  else
    {
      g_signal_connect_object (card, "left", G_CALLBACK (left_cb), self, 0);
    }
  gtk_widget_set_parent (card, self->parent);
  return card;
}

static BrvId
get_card_id (GtkWidget *card)
{
  return BRV_IS_FIGURE_CARD (card) ? brv_figure_card_get_id (BRV_FIGURE_CARD (card))
                                   : brv_table_card_get_id (BRV_TABLE_CARD (card));
}

/* The card that shows the block already, or a free one; what has the keyboard is never taken. */
static GtkWidget *
find_card (BrvElementCards *self, GtkWidget **cards, const gboolean *used, BrvId id, guint *index)
{
  gint free_card = -1;

  for (guint i = 0; i < N_CARDS; i++)
    {
      if (cards[i] != NULL && brv_id_equal (get_card_id (cards[i]), id))
        {
          *index = i;
          return cards[i];
        }
      if (!used[i] && free_card < 0 &&
          (cards[i] == NULL || gtk_widget_get_focus_child (cards[i]) == NULL))
        free_card = (gint)i;
    }
  if (free_card < 0)
    return NULL;
  *index = (guint)free_card;
  return cards[free_card];
}

static void
place_card (BrvElementCards *self, GtkWidget *card, guint line, const BrvBlock *block)
{
  BrvColumn column = brv_brief_geometry_get_column (self->view);
  gboolean is_figure = brv_block_get_kind (block) == BRV_BLOCK_FIGURE;
  gint height = find_height (self, block, column.width);
  gint y = 0;
  gint line_height = 0;
  gint top;

  brv_brief_geometry_get_line (self->view, line, &y, &line_height);
  top = is_figure ? brv_brief_geometry_to_widget_y (self->view, y) + px (self, 2)
                  : brv_brief_geometry_to_widget_y (self->view, y + line_height) -
                      px (self, BRV_BRIEF_BLOCK_GAP) - height;
  gtk_widget_set_child_visible (card, TRUE);
  gtk_widget_measure (card, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (card, GTK_ORIENTATION_VERTICAL, column.width, NULL, NULL, NULL, NULL);
  gtk_widget_size_allocate (
    card, &(GtkAllocation){ column.x, top, MAX (column.width, 1), MAX (height, 1) }, -1);
}

static void
show_block (BrvElementCards *self,
            guint line,
            const BrvBlock *block,
            GtkWidget **cards,
            gboolean *used,
            gboolean settling)
{
  gboolean is_figure = brv_block_get_kind (block) == BRV_BLOCK_FIGURE;
  guint index = 0;
  GtkWidget *card = find_card (self, cards, used, brv_block_get_id (block), &index);
  gboolean is_new = card == NULL || !brv_id_equal (get_card_id (card), brv_block_get_id (block));

  /* While the view paints, cards may move, but not come or change. */
  if (used[index] || (settling && is_new))
    return;
  used[index] = TRUE;
  if (card == NULL)
    card = cards[index] = make_card (self, is_figure);
  if (!settling && is_figure)
    brv_figure_card_show (BRV_FIGURE_CARD (card), block);
  else if (!settling)
    {
      brv_table_card_show (BRV_TABLE_CARD (card), block);
      brv_table_card_show_found (
        BRV_TABLE_CARD (card),
        brv_id_equal (self->found.place.block_id, brv_block_get_id (block)) ? &self->found : NULL);
    }
  place_card (self, card, line, block);
}

/**
 * brv_element_cards_place:
 * @self: the cards
 * @settling: whether the view is painting
 *
 * Puts a card into each room that is in view.
 */
void
brv_element_cards_place (BrvElementCards *self, gboolean settling)
{
  gboolean figures_used[N_CARDS] = { FALSE };
  gboolean tables_used[N_CARDS] = { FALSE };
  guint first = 0;
  guint last = 0;

  brv_brief_geometry_get_visible (self->view, &first, &last);
  for (guint line = first; line <= last; line++)
    {
      const BrvBlock *block = brv_brief_projection_get_block (self->projection, line);

      if (block == NULL || !brv_block_has_caption (block))
        continue;
      if (brv_block_get_kind (block) == BRV_BLOCK_FIGURE)
        show_block (self, line, block, self->figures, figures_used, settling);
      else
        show_block (self, line, block, self->tables, tables_used, settling);
    }
  for (guint i = 0; i < N_CARDS; i++)
    {
      if (self->figures[i] != NULL && !figures_used[i])
        gtk_widget_set_child_visible (self->figures[i], FALSE);
      if (self->tables[i] != NULL && !tables_used[i] &&
          gtk_widget_get_focus_child (self->tables[i]) == NULL)
        gtk_widget_set_child_visible (self->tables[i], FALSE);
    }
}

/**
 * brv_element_cards_show_found:
 * @self: the cards
 * @found: (nullable): words in a table's cell; %NULL for none
 *
 * Gives words in a cell the ground of what a search has found, once the cards are placed again.
 */
void
brv_element_cards_show_found (BrvElementCards *self, const BrvCellRange *found)
{
  const BrvCellRange none = { { BRV_ID_NONE, 0, 0 }, { 0, 0 } };

  self->found = found != NULL ? *found : none;
}

static gboolean
is_shown (GtkWidget *card, BrvId id)
{
  return card != NULL && brv_id_equal (get_card_id (card), id) &&
         gtk_widget_get_child_visible (card);
}

/**
 * brv_element_cards_focus:
 * @self: the cards
 * @id: a table or a figure
 *
 * Puts the keyboard into the first cell of a table, or to the description of a figure, that is in view.
 *
 * Returns: whether there is such a one
 */
gboolean
brv_element_cards_focus (BrvElementCards *self, BrvId id)
{
  for (guint i = 0; i < N_CARDS; i++)
    {
      if (is_shown (self->tables[i], id))
        return brv_table_card_focus_cell (BRV_TABLE_CARD (self->tables[i]), 0, 0);
      if (is_shown (self->figures[i], id))
        return gtk_widget_child_focus (self->figures[i], GTK_DIR_TAB_FORWARD);
    }
  return FALSE;
}

/**
 * brv_element_cards_step_focus:
 * @self: the cards
 * @direction: where Tab goes
 *
 * Goes from one button of a figure to the next, and behind the last back to the text.
 *
 * Returns: %FALSE if the keyboard is not at a figure
 */
gboolean
brv_element_cards_step_focus (BrvElementCards *self, GtkDirectionType direction)
{
  for (guint i = 0; i < N_CARDS; i++)
    {
      if (self->figures[i] != NULL && gtk_widget_get_focus_child (self->figures[i]) != NULL)
        return gtk_widget_child_focus (self->figures[i], direction) ||
               gtk_widget_grab_focus (GTK_WIDGET (self->view));
    }
  return FALSE;
}
