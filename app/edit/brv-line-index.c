/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include "edit/brv-line-index.h"

/*
 * A binary search tree by position whose nodes know how many lines, headings and references
 * their subtree has. Which of two roots wins a merge is drawn with the probability of their
 * sizes, so the tree is balanced as a random one is, whatever the order of changes.
 *
 * Source: C. Martínez and S. Roura, "Randomized Binary Search Trees", Journal of the ACM 45
 * (1998), 288–323.
 */
typedef struct _Node Node;

struct _Node
{
  Node *left;
  Node *right;
  Node *parent;
  BrvId id;
  gboolean is_heading; /* of a section */
  guint n_own;         /* references in this line, a quote being one */
  guint n_lines;       /* this and all below counts the whole subtree */
  guint n_headings;
  guint n_references;
};

struct _BrvLineIndex
{
  Node *root;
  GHashTable *by_id; /* (element-type BrvId Node): the keys lie in the nodes */
  guint64 random;    /* state of the generator that balances the tree */
};

static guint
count_lines (const Node *node)
{
  return node != NULL ? node->n_lines : 0;
}

static guint
count_headings (const Node *node)
{
  return node != NULL ? node->n_headings : 0;
}

static guint
count_references (const Node *node)
{
  return node != NULL ? node->n_references : 0;
}

static Node *
update (Node *node)
{
  node->n_lines = 1 + count_lines (node->left) + count_lines (node->right);
  node->n_headings =
    (node->is_heading ? 1 : 0) + count_headings (node->left) + count_headings (node->right);
  node->n_references = node->n_own + count_references (node->left) + count_references (node->right);
  if (node->left != NULL)
    node->left->parent = node;
  if (node->right != NULL)
    node->right->parent = node;
  return node;
}

/* Source: G. Marsaglia, "Xorshift RNGs", Journal of Statistical Software 8 (2003), issue 14. */
static guint
draw (BrvLineIndex *self, guint bound)
{
  self->random ^= self->random << 13;
  self->random ^= self->random >> 7;
  self->random ^= self->random << 17;
  return (guint)(self->random % bound);
}

static Node *
merge (BrvLineIndex *self, Node *a, Node *b)
{
  if (a == NULL || b == NULL)
    return a != NULL ? a : b;
  if (draw (self, a->n_lines + b->n_lines) < a->n_lines)
    {
      a->right = merge (self, a->right, b);
      return update (a);
    }
  b->left = merge (self, a, b->left);
  return update (b);
}

/* The first @n lines go to @a, the others to @b. */
static void
split (Node *node, guint n, Node **a, Node **b)
{
  if (node == NULL)
    {
      *a = NULL;
      *b = NULL;
    }
  else if (count_lines (node->left) < n)
    {
      split (node->right, n - count_lines (node->left) - 1, &node->right, b);
      *a = update (node);
    }
  else
    {
      split (node->left, n, a, &node->left);
      *b = update (node);
    }
}

static Node *
node_at (const BrvLineIndex *self, guint line)
{
  Node *node = self->root;

  while (node != NULL)
    {
      guint before = count_lines (node->left);

      if (line == before)
        return node;
      if (line < before)
        {
          node = node->left;
        }
      else
        {
          line -= before + 1;
          node = node->right;
        }
    }
  return NULL;
}

static guint
line_of (const Node *node)
{
  guint line = count_lines (node->left);

  for (; node->parent != NULL; node = node->parent)
    {
      if (node->parent->right == node)
        line += count_lines (node->parent->left) + 1;
    }
  return line;
}

/* A line moved within one change may have been put in before the old one is taken out. */
static void
free_nodes (BrvLineIndex *self, Node *node)
{
  if (node == NULL)
    return;
  free_nodes (self, node->left);
  free_nodes (self, node->right);
  if (g_hash_table_lookup (self->by_id, &node->id) == node)
    g_hash_table_remove (self->by_id, &node->id);
  g_free (node);
}

static Node *
add_node (BrvLineIndex *self, GPtrArray *nodes, BrvId id, gboolean is_heading, guint n_references)
{
  Node *node = g_new0 (Node, 1);

  node->id = id;
  node->is_heading = is_heading;
  node->n_own = n_references;
  g_hash_table_replace (self->by_id, &node->id, node);
  g_ptr_array_add (nodes, node);
  return node;
}

/* A quote counts as the reference to its source: it has a number among the notes as well. */
static guint
count_own (const BrvBlock *block)
{
  const BrvTable *table = brv_block_get_table (block);
  guint n_references = 0;

  if (brv_block_get_kind (block) == BRV_BLOCK_QUOTE)
    return 1;
  brv_text_get_references (brv_block_get_text (block), &n_references);
  for (guint i = 0; table != NULL && i < brv_table_get_n_rows (table); i++)
    {
      for (guint k = 0; k < brv_table_get_n_columns (table); k++)
        {
          guint n_in_cell;

          brv_text_get_references (brv_table_get_cell (table, i, k), &n_in_cell);
          n_references += n_in_cell;
        }
    }
  return n_references;
}

static void
add_block (BrvLineIndex *self, GPtrArray *nodes, const BrvBlock *block)
{
  add_node (self, nodes, brv_block_get_id (block), FALSE, count_own (block));
}

static void
add_section (BrvLineIndex *self, GPtrArray *nodes, const BrvSection *section)
{
  add_node (self, nodes, brv_section_get_id (section), TRUE, 0);
  for (guint i = 0; i < brv_section_get_n_blocks (section); i++)
    add_block (self, nodes, brv_section_get_block (section, i));
}

/* A perfectly balanced tree of nodes [from, to). */
static Node *
build (GPtrArray *nodes, guint from, guint to)
{
  guint middle = from + (to - from) / 2;
  Node *node;

  if (from == to)
    return NULL;
  node = g_ptr_array_index (nodes, middle);
  node->left = build (nodes, from, middle);
  node->right = build (nodes, middle + 1, to);
  return update (node);
}

static void
splice_lines (BrvLineIndex *self, guint at, guint n_removed, GPtrArray *nodes)
{
  Node *before;
  Node *removed;
  Node *after;

  split (self->root, at, &before, &after);
  split (after, n_removed, &removed, &after);
  if (removed != NULL)
    removed->parent = NULL;
  free_nodes (self, removed);
  self->root = merge (self, merge (self, before, build (nodes, 0, nodes->len)), after);
  if (self->root != NULL)
    self->root->parent = NULL;
}

/* The common case, a key typed: one block by another of the same id. */
static gboolean
replace_block (BrvLineIndex *self, guint line, const BrvSplice *splice)
{
  const BrvBlock *block;
  Node *node;
  guint n_references;

  if (splice->removed->len != 1 || splice->inserted->len != 1)
    return FALSE;
  block = g_ptr_array_index (splice->inserted, 0);
  node = node_at (self, line);
  if (node == NULL || !brv_id_equal (node->id, brv_block_get_id (block)))
    return FALSE;
  n_references = count_own (block);
  if (n_references != node->n_own)
    {
      node->n_own = n_references;
      for (; node != NULL; node = node->parent)
        update (node);
    }
  return TRUE;
}

static BrvLineSplice
update_blocks (BrvLineIndex *self, const BrvSplice *splice)
{
  guint at = brv_line_index_get_first_line (self, splice->section) + 1 + splice->at;

  if (!replace_block (self, at, splice))
    {
      g_autoptr (GPtrArray) nodes = g_ptr_array_sized_new (splice->inserted->len);

      for (guint i = 0; i < splice->inserted->len; i++)
        add_block (self, nodes, g_ptr_array_index (splice->inserted, i));
      splice_lines (self, at, splice->removed->len, nodes);
    }
  return (BrvLineSplice){ at, splice->removed->len, splice->inserted->len };
}

static BrvLineSplice
update_sections (BrvLineIndex *self, const BrvSplice *splice)
{
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();
  guint at = brv_line_index_get_first_line (self, splice->at);
  guint n_removed = brv_line_index_get_first_line (self, splice->at + splice->removed->len) - at;

  for (guint i = 0; i < splice->inserted->len; i++)
    add_section (self, nodes, g_ptr_array_index (splice->inserted, i));
  splice_lines (self, at, n_removed, nodes);
  return (BrvLineSplice){ at, n_removed, nodes->len };
}

/**
 * brv_line_index_new:
 * @brief: a brief
 *
 * Returns: (transfer full): the index of its lines
 */
BrvLineIndex *
brv_line_index_new (const BrvBrief *brief)
{
  BrvLineIndex *self;
  g_autoptr (GPtrArray) nodes = g_ptr_array_new ();

  g_return_val_if_fail (brief != NULL, NULL);

  self = g_new0 (BrvLineIndex, 1);
  self->by_id = g_hash_table_new (brv_id_hash, brv_id_equal_pointers);
  self->random = 0x9E3779B97F4A7C15;
  for (guint i = 0; i < brv_brief_get_n_sections (brief); i++)
    add_section (self, nodes, brv_brief_get_section (brief, i));
  self->root = build (nodes, 0, nodes->len);
  return self;
}

/**
 * brv_line_index_free:
 * @self: (transfer full): an index
 */
void
brv_line_index_free (BrvLineIndex *self)
{
  free_nodes (self, self->root);
  g_hash_table_unref (self->by_id);
  g_free (self);
}

/**
 * brv_line_index_get_n_lines:
 * @self: an index
 *
 * Returns: how many lines there are
 */
guint
brv_line_index_get_n_lines (BrvLineIndex *self)
{
  return count_lines (self->root);
}

/**
 * brv_line_index_get_line:
 * @self: an index
 * @line: less than the number of lines
 *
 * Returns: the section and block that stand in @line
 */
BrvLine
brv_line_index_get_line (BrvLineIndex *self, guint line)
{
  Node *node = self->root;
  guint headings = 0; /* in the lines up to and with @line */
  guint rest = line;

  g_return_val_if_fail (line < count_lines (self->root), ((BrvLine){ 0, -1 }));

  while (node != NULL)
    {
      guint before = count_lines (node->left);

      if (rest < before)
        {
          node = node->left;
          continue;
        }
      headings += count_headings (node->left) + (node->is_heading ? 1 : 0);
      if (rest == before)
        break;
      rest -= before + 1;
      node = node->right;
    }
  return (BrvLine){ headings - 1,
                    (gint)(line - brv_line_index_get_first_line (self, headings - 1)) - 1 };
}

/**
 * brv_line_index_get_id:
 * @self: an index
 * @line: less than the number of lines
 *
 * Returns: the id of the section or block that stands in @line
 */
BrvId
brv_line_index_get_id (BrvLineIndex *self, guint line)
{
  Node *node = node_at (self, line);

  g_return_val_if_fail (node != NULL, BRV_ID_NONE);

  return node->id;
}

/**
 * brv_line_index_find:
 * @self: an index
 * @id: the id of a section or block
 *
 * Returns: its line, or -1
 */
gint
brv_line_index_find (BrvLineIndex *self, BrvId id)
{
  Node *node = g_hash_table_lookup (self->by_id, &id);

  return node != NULL ? (gint)line_of (node) : -1;
}

/**
 * brv_line_index_get_first_line:
 * @self: an index
 * @section: the index of a section, at most the number of sections
 *
 * Returns: the line of its heading; after the last section, the number of lines
 */
guint
brv_line_index_get_first_line (BrvLineIndex *self, guint section)
{
  Node *node = self->root;
  guint line = 0;

  while (node != NULL)
    {
      guint before = count_headings (node->left);

      if (section < before)
        {
          node = node->left;
          continue;
        }
      line += count_lines (node->left);
      if (section == before && node->is_heading)
        return line;
      section -= before + (node->is_heading ? 1 : 0);
      line++;
      node = node->right;
    }
  return line;
}

/**
 * brv_line_index_count_references_before:
 * @self: an index
 * @line: at most the number of lines
 *
 * Returns: how many references stand in the lines before @line, quotes included: the number of
 *   the last note before it
 */
guint
brv_line_index_count_references_before (BrvLineIndex *self, guint line)
{
  Node *node = self->root;
  guint n = 0;

  while (node != NULL)
    {
      guint before = count_lines (node->left);

      if (line <= before)
        {
          node = node->left;
          continue;
        }
      n += count_references (node->left) + node->n_own;
      line -= before + 1;
      node = node->right;
    }
  return n;
}

/**
 * brv_line_index_get_n_references:
 * @self: an index
 *
 * Returns: how many references the brief has
 */
guint
brv_line_index_get_n_references (BrvLineIndex *self)
{
  return count_references (self->root);
}

/**
 * brv_line_index_find_reference:
 * @self: an index
 * @nth: a number from 0
 *
 * Returns: the line of reference @nth in the order of the text, or -1
 */
gint
brv_line_index_find_reference (BrvLineIndex *self, guint nth)
{
  Node *node = self->root;
  guint line = 0;

  while (node != NULL)
    {
      guint before = count_references (node->left);

      if (nth < before)
        {
          node = node->left;
          continue;
        }
      nth -= before;
      line += count_lines (node->left);
      if (nth < node->n_own)
        return (gint)line;
      nth -= node->n_own;
      line++;
      node = node->right;
    }
  return -1;
}

/**
 * brv_line_index_update:
 * @self: an index of the brief before the change
 * @change: the change
 *
 * Makes @self the index of the brief after the change, in O(log n) a line that it touches.
 *
 * Returns: (transfer full) (element-type BrvLineSplice): what happened to the lines, in order;
 *   each entry speaks of the lines as those before it have left them
 */
GArray *
brv_line_index_update (BrvLineIndex *self, const BrvChange *change)
{
  GArray *line_splices = g_array_new (FALSE, FALSE, sizeof (BrvLineSplice));
  guint n_splices;
  const BrvSplice *splices = brv_change_get_splices (change, &n_splices);

  for (guint i = 0; i < n_splices; i++)
    {
      BrvLineSplice line_splice = { 0, 0, 0 };

      switch (splices[i].kind)
        {
        case BRV_SPLICE_BLOCKS:
          line_splice = update_blocks (self, &splices[i]);
          break;
        case BRV_SPLICE_SECTIONS:
          line_splice = update_sections (self, &splices[i]);
          break;
        case BRV_SPLICE_HEADING:
          line_splice =
            (BrvLineSplice){ brv_line_index_get_first_line (self, splices[i].section), 1, 1 };
          break;
        case BRV_SPLICE_SOURCES:
        case BRV_SPLICE_RECORD:
        default:
          continue;
        }
      g_array_append_val (line_splices, line_splice);
    }
  return line_splices;
}
