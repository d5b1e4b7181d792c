/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include <glib/gstdio.h>

#include "typeset/brv-typesetter.h"

/*
 * Golden layouts: each file in layouts/ is a brief in a few marks, a line of dashes, the fonts it was
 * set in, and the lines of its pages. With BREVIER_REFRESH set, the program writes them anew.
 *
 *   field: value                   a field of the brief's record
 *   = heading                      a section; == a heading in it
 *   * item, ** item, # item        list items, bulleted or numbered
 *   > passage                      a quote; / parts its paragraphs; [de] before it is its language
 *   measure: 184                   the classic theme with so wide a column
 *   serif: A, B                    likewise with these families, the best first
 *   show: scales                   each line also tells its glyphs' width and where its last glyph is
 *   ! text, !! text, !!! text      a callout, a summary and a pull quote; ! # text is a heading in one,
 *                                  ! + text begins another without one
 *   300x200 caption                a figure of so many pixels; 300x200@50 is half as wide as the text
 *   | head | head, N| cell | cell  rows of a table, the first its head; N before it repeats the row
 *   | = caption                    the caption of the table whose rows stand above it; it ends the table;
 *                                  cells and caption may have notes
 *   %                              a page break
 *   text with (^a note) in it      a paragraph; N× before it repeats its words
 *
 * What the typesetter has to tell stands behind the pages. A line of a page is: baseline, x of its first glyph, what it is, its text. "|" ends the text, so that
 * the space at a line's end shows.
 */

#define RULE "----\n"

static BrvText *
read_text (const char *line)
{
  g_autoptr (BrvText) text = NULL;
  g_autoptr (GString) plain = g_string_new (NULL);
  char *times = strstr (line, "× ");
  const char *words = times != NULL ? times + strlen ("× ") : line;
  guint64 n = times != NULL ? g_ascii_strtoull (line, NULL, 10) : 1;
  const char *mark;

  for (guint64 i = 0; i < n; i++)
    g_string_append_printf (plain, "%s%s", i > 0 ? " " : "", words);
  text = brv_text_new (plain->str, -1);
  while ((mark = strstr (brv_text_get_utf8 (text), "(^")) != NULL)
    {
      const char *end = strchr (mark, ')');
      gsize at = (gsize)(mark - brv_text_get_utf8 (text));
      g_autoptr (BrvText) note = brv_text_new (mark + 2, end - mark - 2);
      BrvReference reference = { .kind = BRV_REFERENCE_NOTE, .note = note };
      g_autoptr (BrvText) number = brv_text_new_reference (&reference);
      BrvText *next = brv_text_replace (
        text, (BrvRange){ at, (gsize)(end + 1 - brv_text_get_utf8 (text)) }, number);

      brv_text_unref (text);
      text = next;
    }
  return g_steal_pointer (&text);
}

static BrvBlock *
read_quote (const char *line, BrvSource **source)
{
  const char *bracket = line[0] == '[' ? strchr (line, ']') : NULL;
  g_autofree char *language =
    bracket != NULL ? g_strndup (line + 1, (gsize)(bracket - line - 1)) : NULL;
  g_autofree char *passage =
    g_strdelimit (g_strdup (bracket != NULL ? bracket + 2 : line), "/", '\n');
  g_autoptr (BrvRecord) empty = brv_record_new ();
  g_autoptr (BrvRecord) named =
    brv_record_with (empty, BRV_SOURCE_FIELD_PUBLISHER, "Harbour Review", BRV_EVIDENCE_META);
  g_autoptr (BrvRecord) titled =
    brv_record_with (named, BRV_SOURCE_FIELD_TITLE, "Grain Waits", BRV_EVIDENCE_META);
  g_autoptr (BrvRecord) record =
    brv_record_with (titled, BRV_SOURCE_FIELD_LANGUAGE, language, BRV_EVIDENCE_META);
  g_autoptr (GBytes) original = g_bytes_new (passage, strlen (passage));
  const BrvSourceBlock block = { .range = { 0, strlen (passage) },
                                 .role = BRV_ROLE_PARAGRAPH,
                                 .kept = TRUE };
  BrvSourceParts parts = { .id = brv_id_new (),
                           .original = original,
                           .format = "text/plain",
                           .origin = "grain.txt",
                           .record = record,
                           .text = passage,
                           .blocks = &block,
                           .n_blocks = 1 };
  g_autoptr (BrvAnchor) anchor = NULL;
  g_autoptr (BrvQuote) quote = NULL;

  *source = brv_source_new (&parts);
  anchor = brv_anchor_new (brv_source_get_id (*source), brv_source_get_text_sha256 (*source),
                           (BrvRange){ 0, strlen (passage) }, "", "", NULL);
  quote = brv_quote_new (anchor, passage);
  return brv_block_new_quote (brv_id_new (), quote);
}

typedef struct
{
  BrvRecord *record;
  GPtrArray *sections;
  GPtrArray *sources;
  char *heading; /* of the section that is open */
  GPtrArray *blocks;
  GPtrArray *cells; /* of the table that is open */
  char *theme;      /* (nullable): the path of one that was made for the layout */
  gboolean shows_scales;
  guint n_columns; /* of it */
} Reader;

static void
close_section (Reader *self)
{
  if (self->heading != NULL)
    g_ptr_array_add (self->sections,
                     brv_section_new (brv_id_new (), "key", self->heading, NULL,
                                      (BrvBlock *const *)self->blocks->pdata, self->blocks->len));
  g_clear_pointer (&self->heading, g_free);
  g_ptr_array_set_size (self->blocks, 0);
}

/* Writes the classic theme with another value. */
static void
make_theme (Reader *self, const char *group, const char *key, const char *value)
{
  g_autofree char *path =
    g_test_build_filename (G_TEST_DIST, "..", "resources", "themes", "classic.ini", NULL);
  g_autofree char *folder = g_dir_make_tmp ("brevier-layout-XXXXXX", NULL);
  g_autoptr (GKeyFile) file = g_key_file_new ();

  g_assert_true (g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL));
  g_key_file_set_string (file, group, key, value);
  self->theme = g_build_filename (folder, "theme.ini", NULL);
  g_assert_true (g_key_file_save_to_file (file, self->theme, NULL));
}

static gboolean
read_setting (Reader *self, const char *line)
{
  if (g_str_has_prefix (line, "measure: "))
    make_theme (self, "page", "measure", line + strlen ("measure: "));
  else if (g_str_has_prefix (line, "serif: "))
    make_theme (self, "fonts", "serif", line + strlen ("serif: "));
  else if (g_str_equal (line, "show: scales"))
    self->shows_scales = TRUE;
  else
    return FALSE;
  return TRUE;
}

static gboolean
read_field (Reader *self, const char *line)
{
  const char *colon = strstr (line, ": ");
  g_autofree char *name = colon != NULL ? g_strndup (line, (gsize)(colon - line)) : g_strdup ("");
  BrvBriefField field;
  const char *const list[] = { colon != NULL ? colon + 2 : NULL, NULL };
  BrvRecord *next;

  if (self->heading != NULL || !brv_brief_field_parse (name, &field))
    return FALSE;
  if (brv_brief_field_is_list (field))
    next = brv_record_with_list (self->record, field, list, BRV_EVIDENCE_USER);
  else
    next = brv_record_with (self->record, field, list[0], BRV_EVIDENCE_USER);
  brv_record_unref (self->record);
  self->record = next;
  return TRUE;
}

static BrvBlock *
read_figure (const char *line)
{
  g_autoptr (GBytes) bytes = g_bytes_new_static ("picture", 7);
  g_autoptr (BrvImage) image = NULL;
  g_autoptr (BrvText) caption = NULL;
  char *end;
  guint width = (guint)g_ascii_strtoull (line, &end, 10);
  guint height = (guint)g_ascii_strtoull (end + 1, &end, 10);
  guint percent = *end == '@' ? (guint)g_ascii_strtoull (end + 1, &end, 10) : 0;
  g_autoptr (BrvBlock) figure = NULL;

  image = brv_image_new (bytes, "image/png", width, height, NULL);
  caption = brv_text_new (g_strchug (end), -1);
  figure = brv_block_new_figure (brv_id_new (), image, "A picture", caption);
  return brv_block_with_width_percent (figure, percent);
}

static BrvBlock *
read_callout (const char *words, guint level)
{
  static const BrvVariant variants[] = { BRV_VARIANT_PLAIN, BRV_VARIANT_SUMMARY, BRV_VARIANT_PULL };
  gboolean is_heading = g_str_has_prefix (words, "# ");
  gboolean begins = g_str_has_prefix (words, "+ ");
  g_autoptr (BrvText) text = read_text (is_heading || begins ? words + 2 : words);
  g_autoptr (BrvBlock) callout =
    brv_block_new_callout (brv_id_new (), variants[level - 1], is_heading, text);

  return brv_block_with_box_begun (callout, begins);
}

/* A row of a table, or the caption that ends it. */
static void
read_row (Reader *self, const char *line)
{
  char *bar;
  guint64 n = MAX (1, g_ascii_strtoull (line, &bar, 10));
  g_autofree char *row = g_strdup (bar + 2);
  g_auto (GStrv) cells = g_strsplit (row, " | ", -1);

  if (row[0] == '=')
    {
      g_autoptr (BrvText) caption = read_text (g_strchug (row + 1));
      g_autoptr (BrvTable) table =
        brv_table_new ((BrvText *const *)self->cells->pdata, self->cells->len / self->n_columns,
                       self->n_columns, 1);

      g_ptr_array_add (self->blocks, brv_block_new_table (brv_id_new (), table, caption));
      g_ptr_array_set_size (self->cells, 0);
      return;
    }
  self->n_columns = g_strv_length (cells);
  for (guint64 i = 0; i < n; i++)
    {
      for (guint k = 0; k < self->n_columns; k++)
        g_ptr_array_add (self->cells, read_text (cells[k]));
    }
}

/* Whether the line is an element that is not made of words alone. */
static gboolean
read_element (Reader *self, const char *line)
{
  gsize n_digits = strspn (line, "0123456789");

  if (line[n_digits] == '|')
    read_row (self, line);
  else if (n_digits > 0 && line[n_digits] == 'x')
    g_ptr_array_add (self->blocks, read_figure (line));
  else if (line[0] == '!')
    g_ptr_array_add (self->blocks,
                     read_callout (strchr (line, ' ') + 1, (guint)strspn (line, "!")));
  else if (line[0] == '%')
    g_ptr_array_add (self->blocks, brv_block_new_page_break (brv_id_new ()));
  else
    return FALSE;
  return TRUE;
}

static void
read_line (Reader *self, const char *line)
{
  gsize level = strspn (line, (const char[]){ line[0], '\0' });
  const char *rest = line + level + (line[level] == ' ' ? 1 : 0);
  g_autoptr (BrvText) text = NULL;
  BrvSource *source;

  if (line[0] == '\0' || read_setting (self, line) || read_field (self, line) ||
      read_element (self, line))
    return;
  if (line[0] == '=' && level == 1)
    {
      close_section (self);
      self->heading = g_strdup (rest);
      return;
    }
  text = read_text (strchr ("=*#", line[0]) != NULL ? rest : line);
  if (line[0] == '=')
    g_ptr_array_add (self->blocks, brv_block_new_heading (brv_id_new (), (guint)level - 1, text));
  else if (line[0] == '*' || line[0] == '#')
    g_ptr_array_add (self->blocks,
                     brv_block_new_list_item (brv_id_new (), (guint)level, line[0] == '#', text));
  else if (line[0] == '>')
    {
      g_ptr_array_add (self->blocks, read_quote (rest, &source));
      g_ptr_array_add (self->sources, source);
    }
  else
    g_ptr_array_add (self->blocks, brv_block_new_paragraph (brv_id_new (), text));
}

static BrvBrief *
read_brief (const char *input, gboolean *shows_scales)
{
  Reader self = { .record = brv_record_new () };
  g_auto (GStrv) lines = g_strsplit (input, "\n", -1);
  BrvBrief *brief;

  self.sections = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_section_unref);
  self.sources = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_source_unref);
  self.blocks = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_block_unref);
  self.cells = g_ptr_array_new_with_free_func ((GDestroyNotify)brv_text_unref);
  for (guint i = 0; lines[i] != NULL; i++)
    read_line (&self, lines[i]);
  close_section (&self);
  *shows_scales = self.shows_scales;
  if (self.theme != NULL)
    {
      BrvRecord *themed =
        brv_record_with (self.record, BRV_BRIEF_FIELD_THEME, self.theme, BRV_EVIDENCE_USER);

      brv_record_unref (self.record);
      self.record = themed;
    }
  brief =
    brv_brief_new (brv_id_new (), self.record, (BrvSection *const *)self.sections->pdata,
                   self.sections->len, (BrvSource *const *)self.sources->pdata, self.sources->len);
  brv_record_unref (self.record);
  g_ptr_array_unref (self.sections);
  g_ptr_array_unref (self.sources);
  g_ptr_array_unref (self.blocks);
  g_ptr_array_unref (self.cells);
  g_free (self.theme);
  return brief;
}

static const char *
name_node (const BrvNode *nodes, guint node)
{
  static const char *const names[] = {
    [BRV_NODE_HEADING] = "heading",     [BRV_NODE_BLOCK_QUOTE] = "quote",
    [BRV_NODE_NOTE] = "note",           [BRV_NODE_LABEL] = "label",
    [BRV_NODE_LIST_BODY] = "item",      [BRV_NODE_FIGURE] = "figure",
    [BRV_NODE_CAPTION] = "caption",     [BRV_NODE_DIVISION] = "box",
    [BRV_NODE_TABLE_HEAD] = "head",     [BRV_NODE_TABLE_CELL] = "cell",
    [BRV_NODE_CONTENTS_ITEM] = "entry",
  };

  if (node == BRV_NODE_ARTIFACT)
    return "artifact";
  for (; nodes[node].parent != node; node = nodes[node].parent)
    {
      if (nodes[node].role < G_N_ELEMENTS (names) && names[nodes[node].role] != NULL)
        return names[nodes[node].role];
    }
  return "text";
}

/* Cells are not run together: each shows where its column is. */
static gboolean
is_cell (const char *name)
{
  return g_str_equal (name, "cell") || g_str_equal (name, "head");
}

/* Images and rules; of a row of equal ones, as the leaders of a table of contents, the first and the
 * last. */
static guint
write_rects (GString *output, const BrvItem *items, guint n_items)
{
  const BrvRect *first = &items[0].rect;
  guint n = 1;

  while (n < n_items && items[n].kind == items[0].kind && items[n].rect.y == first->y &&
         items[n].rect.width == first->width && items[n].rect.height == first->height)
    n++;
  g_string_append_printf (output, "%7.1f %6.1f %s %.1f × %.1f", first->y, first->x,
                          items[0].kind == BRV_ITEM_RECT ? "rule" : "image", first->width,
                          first->height);
  if (n > 1)
    g_string_append_printf (output, ", %u of them to %.1f", n, items[n - 1].rect.x);
  g_string_append_c (output, '\n');
  return n;
}

/* How much wider than drawn the glyphs of a line are set, and where the last of them begins. */
static void
write_scale (GString *output, const BrvItem *items, guint n_items)
{
  double last = 0;

  for (guint i = 0; i < n_items; i++)
    {
      const char *text = items[i].text;
      guint glyph = 0;

      for (guint j = 0; j < items[i].n_clusters; j++)
        {
          if (*text != ' ' && items[i].clusters[j].n_glyphs > 0)
            last = MAX (last, items[i].x + items[i].glyphs[glyph].x);
          text += items[i].clusters[j].n_bytes;
          glyph += items[i].clusters[j].n_glyphs;
        }
    }
  g_string_append_printf (output, " %+.2f %% to %.1f", (items[0].x_scale - 1) * 100, last);
}

static void
write_frame (GString *output, const BrvFrame *frame, const BrvNode *nodes, gboolean shows_scales)
{
  guint n_items;
  const BrvItem *items = brv_frame_get_items (frame, &n_items);

  g_string_append_printf (output, "\npage %s, %.0f × %.0f\n", brv_frame_get_label (frame),
                          brv_frame_get_width (frame), brv_frame_get_height (frame));
  for (guint i = 0; i < n_items;)
    {
      const BrvItem *first = &items[i];
      const char *name = name_node (nodes, first->node);

      if (first->kind != BRV_ITEM_GLYPHS)
        {
          i += write_rects (output, first, n_items - i);
          continue;
        }
      g_string_append_printf (output, "%7.1f %6.1f %s ", first->y, first->x, name);
      for (; i < n_items && items[i].kind == first->kind && ABS (items[i].y - first->y) < 5 &&
             g_str_equal (name_node (nodes, items[i].node), name) &&
             (items[i].node == first->node || !is_cell (name));
           i++)
        g_string_append_len (output, items[i].text, (gssize)items[i].text_length);
      g_string_append_c (output, '|');
      if (shows_scales)
        write_scale (output, first, (guint)(&items[i] - first));
      g_string_append_c (output, '\n');
    }
}

static void
write_notices (GString *output, const BrvPages *pages)
{
  guint n_notices;
  const BrvTypesetNotice *notices = brv_pages_get_notices (pages, &n_notices);

  for (guint i = 0; i < n_notices; i++)
    g_string_append_printf (output, "\n%s: %s\n", notices[i].kind, notices[i].message);
}

static gint
compare_strings (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *)a, *(const char *const *)b);
}

static char *
describe_font (const BrvFontKey *font)
{
  g_autofree char *name = g_path_get_basename (font->file);
  g_autofree char *bytes = NULL;
  g_autofree char *hash = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (font->file, &bytes, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guchar *)bytes, length);
  return g_strdup_printf ("font %.16s %s\n", hash, name);
}

/* The fonts of the pages, by the hash of their files: other fonts make other lines. */
static char *
list_fonts (const BrvPages *pages)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    {
      const BrvFrame *frame = brv_pages_get_frame (pages, i);
      guint n_items;
      const BrvItem *items = brv_frame_get_items (frame, &n_items);

      for (guint j = 0; j < n_items; j++)
        {
          const BrvFontKey *font =
            items[j].kind == BRV_ITEM_GLYPHS ? brv_frame_get_font (frame, items[j].font) : NULL;

          if (font != NULL && g_hash_table_add (seen, (gpointer)font->file))
            g_ptr_array_add (lines, describe_font (font));
        }
    }
  g_ptr_array_sort (lines, compare_strings);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("", (char **)lines->pdata);
}

/* What make_theme() made. */
static void
remove_theme (const BrvBrief *brief)
{
  const char *path = brv_brief_get (brief, BRV_BRIEF_FIELD_THEME);
  g_autofree char *folder = path != NULL ? g_path_get_dirname (path) : NULL;

  if (path != NULL && g_path_is_absolute (path))
    {
      g_unlink (path);
      g_rmdir (folder);
    }
}

/* One typesetter sets all layouts: fonts and hyphens are loaded once. */
typedef struct
{
  char *path;
  BrvTypesetter *typesetter;
} Layout;

static void
free_layout (gpointer data)
{
  Layout *layout = data;

  g_free (layout->path);
  g_free (layout);
}

static char *
set_layout (BrvTypesetter *typesetter, const char *input, char **fonts)
{
  gboolean shows_scales;
  g_autoptr (BrvBrief) brief = read_brief (input, &shows_scales);
  g_autoptr (GError) error = NULL;
  g_autoptr (BrvPages) pages =
    brv_typesetter_run (typesetter, brief, NULL, BRV_TYPESET_NONE, NULL, &error);
  GString *output = g_string_new (NULL);
  guint n_nodes;
  const BrvNode *nodes;

  g_assert_no_error (error);
  nodes = brv_pages_get_nodes (pages, &n_nodes);
  for (guint i = 0; i < brv_pages_get_n_frames (pages); i++)
    write_frame (output, brv_pages_get_frame (pages, i), nodes, shows_scales);
  write_notices (output, pages);
  remove_theme (brief);
  *fonts = list_fonts (pages);
  return g_string_free (output, FALSE);
}

/* Lines are compared one by one, so that the first that differs is named with its number. */
static void
compare_lines (const char *found, const char *expected)
{
  g_auto (GStrv) left = g_strsplit (found, "\n", -1);
  g_auto (GStrv) right = g_strsplit (expected, "\n", -1);

  for (guint i = 0; left[i] != NULL && right[i] != NULL; i++)
    {
      g_test_message ("line %u", i + 1);
      g_assert_cmpstr (left[i], ==, right[i]);
    }
  g_assert_cmpuint (g_strv_length (left), ==, g_strv_length (right));
}

static void
test_layout (gconstpointer data)
{
  const Layout *layout = data;
  const char *path = layout->path;
  g_autofree char *contents = NULL;
  g_autofree char *input = NULL;
  g_autofree char *fonts = NULL;
  g_autofree char *output = NULL;
  const char *rule;

  g_assert_true (g_file_get_contents (path, &contents, NULL, NULL));
  rule = strstr (contents, RULE);
  input = rule != NULL ? g_strndup (contents, (gsize)(rule - contents)) : g_strdup (contents);
  output = set_layout (layout->typesetter, input, &fonts);
  if (g_getenv ("BREVIER_REFRESH") != NULL)
    {
      g_autofree char *fresh = g_strconcat (input, RULE, fonts, output, NULL);

      g_assert_true (g_file_set_contents (path, fresh, -1, NULL));
      return;
    }
  g_assert_nonnull (rule);
  if (!g_str_has_prefix (rule + strlen (RULE), fonts))
    {
      g_test_skip ("other versions of the fonts are installed");
      return;
    }
  compare_lines (output, rule + strlen (RULE) + strlen (fonts));
}

int
main (int argc, char **argv)
{
  g_autofree char *folder = NULL;
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GPtrArray) layouts = g_ptr_array_new_with_free_func (free_layout);
  g_autoptr (BrvTypesetter) typesetter = brv_typesetter_new ();
  const char *name;

  g_test_init (&argc, &argv, NULL);
  folder = g_test_build_filename (G_TEST_DIST, "typeset", "layouts", NULL);
  dir = g_dir_open (folder, 0, NULL);
  g_assert_nonnull (dir);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *test = g_strconcat ("/typeset/layouts/", name, NULL);
      Layout *layout = g_new (Layout, 1);

      *layout = (Layout){ g_build_filename (folder, name, NULL), typesetter };
      g_ptr_array_add (layouts, layout);
      g_test_add_data_func (test, layout, test_layout);
    }
  return g_test_run ();
}
