/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <glib/gi18n-lib.h>

#include "export/brv-pdf-structure.h"
#include "export/brv-pdf-annotations.h"

#define NO_NODE  G_MAXUINT
#define NO_PLACE G_MAXUINT64

/* A marked sequence; its place orders all of the draft's sequences as they are drawn. */
typedef struct
{
  guint page;
  guint number;
} MarkedContent;

/* A node while the tree is built. Arrays are NULL where empty. */
typedef struct
{
  GArray *contents;       /* MarkedContent, in order of drawing */
  GArray *annotations;    /* guint: indices */
  guint first_child;      /* or NO_NODE */
  guint last_child;       /* or NO_NODE */
  guint next;             /* sibling, or NO_NODE */
  guint64 place;          /* of the first sequence in it and below, or NO_PLACE */
  gboolean is_used;       /* there is something in it or below */
  const BrvItem *picture; /* (nullable): of a figure, its first one */
  const char *label;      /* (nullable): of a label, the beginning of its text */
  guint number;           /* of its object */
} Element;

typedef struct
{
  const BrvPdfDraft *draft;
  GArray *annotations; /* BrvPdfAnnotation */
  const BrvNode *nodes;
  guint n_nodes;
  Element *elements; /* one a node */
  GArray *notes;     /* guint: the nodes with a name */
} Builder;

static const char *
get_type (const BrvNode *node)
{
  static const char *const headings[] = { "H1", "H2", "H3", "H4", "H5", "H6" };
  static const char *const types[] = {
    [BRV_NODE_DOCUMENT] = "Document",
    [BRV_NODE_SECTION] = "Sect",
    [BRV_NODE_PARAGRAPH] = "P",
    [BRV_NODE_BLOCK_QUOTE] = "BlockQuote",
    [BRV_NODE_LIST] = "L",
    [BRV_NODE_LIST_ITEM] = "LI",
    [BRV_NODE_LABEL] = "Lbl",
    [BRV_NODE_LIST_BODY] = "LBody",
    [BRV_NODE_SPAN] = "Span",
    [BRV_NODE_LINK] = "Link",
    [BRV_NODE_REFERENCE] = "Reference",
    [BRV_NODE_NOTE] = "Note",
    [BRV_NODE_FIGURE] = "Figure",
    [BRV_NODE_CAPTION] = "Caption",
    [BRV_NODE_DIVISION] = "Div",
    [BRV_NODE_TABLE] = "Table",
    [BRV_NODE_TABLE_ROW] = "TR",
    [BRV_NODE_TABLE_HEAD] = "TH",
    [BRV_NODE_TABLE_CELL] = "TD",
    [BRV_NODE_CONTENTS] = "TOC",
    [BRV_NODE_CONTENTS_ITEM] = "TOCI",
  };

  if (node->role == BRV_NODE_HEADING)
    return headings[CLAMP (node->level, 1, G_N_ELEMENTS (headings)) - 1];
  return types[node->role];
}

static guint64
get_place (const MarkedContent *content)
{
  return (guint64)content->page << 32 | content->number;
}

static void
init_elements (Builder *self)
{
  self->elements = g_new0 (Element, self->n_nodes + 1);
  for (guint i = 0; i < self->n_nodes; i++)
    {
      Element *element = &self->elements[i];

      element->first_child = element->last_child = element->next = NO_NODE;
      element->place = NO_PLACE;
      if (self->nodes[i].parent != i)
        {
          Element *parent = &self->elements[self->nodes[i].parent];

          if (parent->first_child == NO_NODE)
            parent->first_child = i;
          else
            self->elements[parent->last_child].next = i;
          parent->last_child = i;
        }
    }
}

static void
free_elements (Builder *self)
{
  for (guint i = 0; i < self->n_nodes; i++)
    {
      g_clear_pointer (&self->elements[i].contents, g_array_unref);
      g_clear_pointer (&self->elements[i].annotations, g_array_unref);
    }
  g_free (self->elements);
}

/* An empty cell keeps its place in its row: all rows are of one length. */
static void
keep_empty_cells (Builder *self)
{
  for (guint i = 1; i < self->n_nodes; i++)
    {
      Element *element = &self->elements[i];
      BrvNodeRole role = self->nodes[i].role;

      if ((role == BRV_NODE_TABLE_HEAD || role == BRV_NODE_TABLE_CELL) &&
          self->elements[self->nodes[i].parent].is_used)
        element->is_used = TRUE;
    }
}

static void
collect_contents (Builder *self)
{
  for (guint page = 0; page < self->draft->n_pages; page++)
    {
      const GArray *nodes = g_ptr_array_index (self->draft->marks, page);

      for (guint i = 0; i < nodes->len; i++)
        {
          const MarkedContent content = { page, i };
          Element *element = &self->elements[g_array_index (nodes, guint, i)];

          if (element->contents == NULL)
            element->contents = g_array_new (FALSE, FALSE, sizeof (MarkedContent));
          g_array_append_val (element->contents, content);
          element->is_used = TRUE;
          element->place = MIN (element->place, get_place (&content));
        }
    }
  for (guint i = 0; i < self->annotations->len; i++)
    {
      Element *element =
        &self->elements[g_array_index (self->annotations, BrvPdfAnnotation, i).node];

      if (element->annotations == NULL)
        element->annotations = g_array_new (FALSE, FALSE, sizeof (guint));
      g_array_append_val (element->annotations, i);
      element->is_used = TRUE;
    }
  for (guint i = self->n_nodes; i-- > 1;)
    {
      Element *parent = &self->elements[self->nodes[i].parent];

      parent->is_used = parent->is_used || self->elements[i].is_used;
      parent->place = MIN (parent->place, self->elements[i].place);
    }
  keep_empty_cells (self);
}

/* Finds figures' pictures and labels' texts, for the attributes of figures and lists. */
static void
collect_items (Builder *self)
{
  for (guint page = 0; page < self->draft->n_pages; page++)
    {
      guint n_items;
      const BrvItem *items = brv_frame_get_items (
        brv_pages_get_frame (self->draft->pages, self->draft->first_page + page), &n_items);

      for (guint i = 0; i < n_items; i++)
        {
          Element *element;

          if (items[i].node == BRV_NODE_ARTIFACT)
            continue;
          element = &self->elements[items[i].node];
          if (items[i].kind == BRV_ITEM_IMAGE && element->picture == NULL)
            element->picture = &items[i];
          if (items[i].kind == BRV_ITEM_GLYPHS && element->label == NULL)
            element->label = items[i].text;
        }
    }
}

/*
 * Lets children be read in their own order: none comes after a later sibling. A note is drawn
 * at the foot of the page but read where it belongs, behind the sibling before it.
 */
static void
place_children (Builder *self, guint node, GArray *children)
{
  guint64 before = NO_PLACE;

  for (guint i = self->elements[node].first_child; i != NO_NODE; i = self->elements[i].next)
    {
      Element *child = &self->elements[i];

      if (!child->is_used)
        continue;
      if (self->nodes[i].role == BRV_NODE_NOTE && before != NO_PLACE)
        child->place = before;
      before = child->place;
      g_array_append_val (children, i);
    }
  for (guint i = children->len; i-- > 1;)
    {
      Element *child = &self->elements[g_array_index (children, guint, i - 1)];

      child->place = MIN (child->place, self->elements[g_array_index (children, guint, i)].place);
    }
}

/* Names are all of one length, so that they are in the order of the nodes. */
static char *
make_id (guint node)
{
  return g_strdup_printf ("note-%08u", node);
}

static void
add_attributes (Builder *self, guint node, GString *object)
{
  const BrvNode *source = &self->nodes[node];

  if (source->language != NULL)
    {
      g_string_append (object, "/Lang");
      brv_pdf_append_text (object, source->language);
    }
  if (source->role == BRV_NODE_FIGURE)
    {
      g_string_append (object, "/Alt");
      brv_pdf_append_text (object,
                           source->alternative != NULL ? source->alternative : _ ("Figure"));
    }
  if (source->role == BRV_NODE_NOTE)
    {
      g_autofree char *id = make_id (node);

      g_string_append_printf (object, "/ID(%s)", id);
      g_array_append_val (self->notes, node);
    }
}

static void
add_figure_layout (Builder *self, guint node, GString *object)
{
  const Element *element = &self->elements[node];
  const BrvRect *rect;
  double width;
  double height;

  if (element->picture == NULL || element->contents == NULL)
    return;
  rect = &element->picture->rect;
  brv_pages_get_size (self->draft->pages,
                      self->draft->first_page +
                        g_array_index (element->contents, MarkedContent, 0).page,
                      &width, &height);
  g_string_append (object, "/A<</O/Layout/Placement/Block/BBox[");
  brv_pdf_append_real (object, rect->x);
  g_string_append_c (object, ' ');
  brv_pdf_append_real (object, height - rect->y - rect->height);
  g_string_append_c (object, ' ');
  brv_pdf_append_real (object, rect->x + rect->width);
  g_string_append_c (object, ' ');
  brv_pdf_append_real (object, height - rect->y);
  g_string_append (object, "]>>");
}

/* Source: ISO 32000-1 §14.8.5.5, table 347. */
static void
add_list_numbering (Builder *self, guint node, GString *object)
{
  guint item = self->elements[node].first_child;
  guint label = item != NO_NODE ? self->elements[item].first_child : NO_NODE;
  const char *text;
  const char *numbering = "None";

  if (label == NO_NODE || self->nodes[label].role != BRV_NODE_LABEL)
    return;
  text = self->elements[label].label;
  if (text != NULL && g_unichar_isdigit (g_utf8_get_char (text)))
    numbering = "Decimal";
  else if (text != NULL && g_unichar_isupper (g_utf8_get_char (text)))
    numbering = "UpperAlpha";
  else if (text != NULL && g_unichar_islower (g_utf8_get_char (text)))
    numbering = "LowerAlpha";
  else if (text != NULL && g_str_has_prefix (text, "•"))
    numbering = "Disc";
  g_string_append_printf (object, "/A<</O/List/ListNumbering/%s>>", numbering);
}

static void
append_content (Builder *self, GString *kids, const MarkedContent *content, guint own_page)
{
  g_string_append_c (kids, ' ');
  if (content->page == own_page)
    {
      brv_pdf_append_integer (kids, content->number);
      return;
    }
  brv_pdf_draft_append_reference (kids, "<</Type/MCR/Pg", self->draft->page_objects[content->page]);
  g_string_append (kids, "/MCID ");
  brv_pdf_append_integer (kids, content->number);
  g_string_append (kids, ">>");
}

static void
append_annotations (Builder *self, guint node, GString *kids)
{
  const GArray *indices = self->elements[node].annotations;

  for (guint i = 0; indices != NULL && i < indices->len; i++)
    {
      const BrvPdfAnnotation *annotation =
        &g_array_index (self->annotations, BrvPdfAnnotation, g_array_index (indices, guint, i));

      brv_pdf_draft_append_reference (kids, "<</Type/OBJR/Obj", annotation->number);
      brv_pdf_draft_append_reference (kids, "/Pg", self->draft->page_objects[annotation->page]);
      g_string_append (kids, ">>");
    }
}

/* Begins a node's element: all but what is in it. */
static void
begin_element (Builder *self, guint node, guint parent, GString *object)
{
  const Element *element = &self->elements[node];
  BrvNodeRole role = self->nodes[node].role;
  /* A link whose target is not in the draft is only text. */
  gboolean is_dead = role == BRV_NODE_LINK && element->annotations == NULL;

  g_string_append (object, "<</Type/StructElem/S/");
  g_string_append (object, is_dead ? "Span" : get_type (&self->nodes[node]));
  brv_pdf_draft_append_reference (object, "/P", parent);
  add_attributes (self, node, object);
  if (role == BRV_NODE_FIGURE)
    add_figure_layout (self, node, object);
  if (role == BRV_NODE_LIST)
    add_list_numbering (self, node, object);
  /* Source: ISO 32000-1 §14.8.5.7, table 349; ISO 14289-1 §7.5 wants it of each head. */
  if (role == BRV_NODE_TABLE_HEAD)
    g_string_append (object, "/A<</O/Table/Scope/Column>>");
}

/* Builds a node's element with all below it: its own content and its children, in reading order. */
static guint
build_element (Builder *self, guint node, guint parent)
{
  g_autoptr (GArray) children = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GString) object = g_string_new (NULL);
  Element *element = &self->elements[node];
  guint n_contents = element->contents != NULL ? element->contents->len : 0;
  guint own_page = n_contents > 0 ? g_array_index (element->contents, MarkedContent, 0).page : 0;
  guint child = 0;

  element->number = brv_pdf_writer_reserve (self->draft->writer);
  begin_element (self, node, parent, object);
  if (n_contents > 0)
    brv_pdf_draft_append_reference (object, "/Pg", self->draft->page_objects[own_page]);
  g_string_append (object, "/K[");
  place_children (self, node, children);
  for (guint i = 0; i <= n_contents; i++)
    {
      const MarkedContent *content =
        i < n_contents ? &g_array_index (element->contents, MarkedContent, i) : NULL;

      for (; child < children->len; child++)
        {
          guint index = g_array_index (children, guint, child);

          if (content != NULL && self->elements[index].place > get_place (content))
            break;
          brv_pdf_draft_append_reference (object, "", build_element (self, index, element->number));
        }
      if (content != NULL)
        append_content (self, object, content, own_page);
    }
  append_annotations (self, node, object);
  g_string_append (object, "]>>");
  brv_pdf_writer_put (self->draft->writer, element->number, object);
  return element->number;
}

/* The elements of each page's marks by number, and of each annotation. */
static guint
build_parent_tree (Builder *self)
{
  g_autoptr (GString) tree = g_string_new ("<</Nums[");
  g_autoptr (GString) owners = g_string_new (NULL);

  for (guint page = 0; page < self->draft->n_pages; page++)
    {
      const GArray *nodes = g_ptr_array_index (self->draft->marks, page);

      g_string_assign (owners, "[");
      for (guint i = 0; i < nodes->len; i++)
        brv_pdf_draft_append_reference (owners, "",
                                        self->elements[g_array_index (nodes, guint, i)].number);
      g_string_append_c (owners, ']');
      g_string_append_c (tree, ' ');
      brv_pdf_append_integer (tree, page);
      brv_pdf_draft_append_reference (tree, "", brv_pdf_writer_add (self->draft->writer, owners));
    }
  for (guint i = 0; i < self->annotations->len; i++)
    {
      guint node = g_array_index (self->annotations, BrvPdfAnnotation, i).node;

      g_string_append_c (tree, ' ');
      brv_pdf_append_integer (tree, self->draft->n_pages + i);
      brv_pdf_draft_append_reference (tree, "", self->elements[node].number);
    }
  g_string_append (tree, "]>>");
  return brv_pdf_writer_add (self->draft->writer, tree);
}

static int
compare_nodes (gconstpointer a, gconstpointer b)
{
  guint left = *(const guint *)a;
  guint right = *(const guint *)b;

  return left < right ? -1 : left > right;
}

static guint
build_id_tree (Builder *self)
{
  g_autoptr (GString) tree = g_string_new ("<</Names[");

  g_array_sort (self->notes, compare_nodes);
  for (guint i = 0; i < self->notes->len; i++)
    {
      guint node = g_array_index (self->notes, guint, i);
      g_autofree char *id = make_id (node);

      g_string_append_printf (tree, "(%s)", id);
      brv_pdf_draft_append_reference (tree, "", self->elements[node].number);
    }
  g_string_append (tree, "]>>");
  return brv_pdf_writer_add (self->draft->writer, tree);
}

/**
 * brv_pdf_structure_get_type:
 * @pages: the pages
 * @node: a node of theirs
 *
 * Names a node's structure type.
 *
 * Source: ISO 32000-1 §14.8.4.
 *
 * Returns: the name, without a solidus
 */
const char *
brv_pdf_structure_get_type (const BrvPages *pages, guint node)
{
  guint n_nodes;
  const BrvNode *nodes = brv_pages_get_nodes (pages, &n_nodes);

  g_return_val_if_fail (node < n_nodes, "Span");

  return get_type (&nodes[node]);
}

/**
 * brv_pdf_structure_add:
 * @draft: the file; its pages are written
 * @annotations: (element-type BrvPdfAnnotation): the links
 *
 * Adds the document's structure: a tree of elements with the content and the links of the draft, the
 * tree back from these to their elements, and the notes' names. Nodes without anything in the draft
 * are left out.
 *
 * Source: ISO 32000-1 §14.7 (logical structure); ISO 14289-1 §7.9 (notes have IDs).
 */
void
brv_pdf_structure_add (const BrvPdfDraft *draft, GArray *annotations)
{
  Builder builder = { .draft = draft, .annotations = annotations };
  guint number = brv_pdf_writer_reserve (draft->writer);
  g_autoptr (GString) root = g_string_new ("<</Type/StructTreeRoot/K[");

  builder.nodes = brv_pages_get_nodes (draft->pages, &builder.n_nodes);
  builder.notes = g_array_new (FALSE, FALSE, sizeof (guint));
  init_elements (&builder);
  collect_contents (&builder);
  collect_items (&builder);
  if (builder.n_nodes > 0)
    brv_pdf_draft_append_reference (root, "", build_element (&builder, 0, number));
  brv_pdf_draft_append_reference (root, "]/ParentTree", build_parent_tree (&builder));
  g_string_append_printf (root, "/ParentTreeNextKey %u", draft->n_pages + annotations->len);
  if (builder.notes->len > 0)
    brv_pdf_draft_append_reference (root, "/IDTree", build_id_tree (&builder));
  g_string_append (root, ">>");
  brv_pdf_writer_put (draft->writer, number, root);
  brv_pdf_draft_append_reference (draft->catalog, "/StructTreeRoot", number);
  g_array_unref (builder.notes);
  free_elements (&builder);
}
