/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The pictures of an article that came along with its page: those written into it as data, and the
 * parts of a mail or web archive. Nothing is fetched; a picture that is only named is none.
 */

#include "config.h"

#include "base/brv-sha256.h"
#include "import/brv-html-images.h"

#include <string.h>

#include "import/brv-image-header.h"

#define MAX_IMAGES      200
#define MAX_LISTED      12
#define MAX_IMAGE_BYTES ((gsize)16 * 1024 * 1024)
#define MAX_TOTAL_BYTES ((gsize)32 * 1024 * 1024)
/* What is smaller is a mark, a button or a counter of readers. */
#define MIN_SIDE_PX 48
/* A picture whose next ancestor with text is further away belongs to none of it. */
#define MAX_CLIMB 32

/* "data:image/png;base64,…". Source: RFC 2397. */
static GBytes *
read_data (const char *address)
{
  const char *comma = strchr (address, ',');
  g_autofree char *head = NULL;
  g_autofree char *plain = NULL;
  gsize length = 0;
  guchar *data = NULL;

  if (comma == NULL || strlen (comma) > MAX_IMAGE_BYTES / 3 * 4)
    return NULL;
  head = g_ascii_strdown (address, comma - address);
  if (!g_str_has_suffix (head, ";base64"))
    return NULL;
  plain = g_uri_unescape_string (comma + 1, NULL);
  data = g_base64_decode (plain != NULL ? plain : comma + 1, &length);
  return g_bytes_new_take (data, length);
}

static GBytes *
find_bytes (const char *address, const BrvImportHints *hints)
{
  g_autofree char *media_type = NULL;

  if (g_ascii_strncasecmp (address, "data:", 5) == 0)
    return read_data (address);
  return hints->find_image != NULL
           ? hints->find_image (address, &media_type, hints->find_image_data)
           : NULL;
}

/* The bytes of the first address of a list such as "a.jpg 1x, b.jpg 2x" that came along. Source:
 * HTML Living Standard, srcset attributes. */
static GBytes *
find_in_list (const char *list, const BrvImportHints *hints)
{
  /* An address of data holds commas itself. */
  g_auto (GStrv) entries = g_strsplit (list, ", ", MAX_LISTED);

  for (guint i = 0; entries[i] != NULL; i++)
    {
      GBytes *bytes = NULL;

      g_strstrip (entries[i]);
      entries[i][strcspn (entries[i], " \t\n")] = '\0';
      bytes = *entries[i] != '\0' ? find_bytes (entries[i], hints) : NULL;
      if (bytes != NULL)
        return bytes;
    }
  return NULL;
}

static gboolean
is_named (const xmlNode *node, const char *name)
{
  return node->type == XML_ELEMENT_NODE && strcmp ((const char *)node->name, name) == 0;
}

/* What stands before a node in its picture element. The parser takes what follows a source for its
 * content, so that the source is what is before. */
static const xmlNode *
find_before (const xmlNode *node)
{
  if (node->parent == NULL ||
      (!is_named (node->parent, "picture") && !is_named (node->parent, "source")))
    return NULL;
  return node->prev != NULL ? node->prev : node->parent;
}

/* Where scripts put the address of a picture that is to be loaded later stands before its
 * placeholder; a picture element's other sources stand beside the image. */
static GBytes *
find_picture (const xmlNode *node, const BrvImportHints *hints)
{
  static const char *const single[] = { "data-src", "data-lazy-src", "data-original", "src" };
  static const char *const lists[] = { "srcset", "data-srcset", "data-lazy-srcset" };

  for (guint i = 0; i < G_N_ELEMENTS (single); i++)
    {
      const char *address = brv_html_peek_attribute (node, single[i]);
      GBytes *bytes = address != NULL ? find_bytes (address, hints) : NULL;

      if (bytes != NULL)
        return bytes;
    }
  for (const xmlNode *at = node; at != NULL; at = find_before (at))
    for (guint i = 0; at->type == XML_ELEMENT_NODE && i < G_N_ELEMENTS (lists); i++)
      {
        const char *list =
          at == node || is_named (at, "source") ? brv_html_peek_attribute (at, lists[i]) : NULL;
        GBytes *bytes = list != NULL ? find_in_list (list, hints) : NULL;

        if (bytes != NULL)
          return bytes;
      }
  return NULL;
}

/* What the picture says that it is counts, not what the page says. */
static gboolean
add_image (const xmlNode *node, GBytes *bytes, BrvSourceBuilder *builder, guint *index)
{
  BrvImageHeader header = { 0 };
  BrvSourceImage image = { 0 };
  g_autofree char *sha256 = NULL;
  g_autofree char *alternative = brv_html_dup_attribute (node, "alt");

  if (!brv_image_header_read (bytes, &header) || header.width_px < MIN_SIDE_PX ||
      header.height_px < MIN_SIDE_PX)
    return FALSE;
  sha256 = brv_sha256_of_bytes (bytes);
  image.sha256 = sha256;
  image.media_type = header.media_type;
  image.alternative = alternative != NULL && *g_strstrip (alternative) != '\0' ? alternative : NULL;
  image.bytes = bytes;
  image.width_px = header.width_px;
  image.height_px = header.height_px;
  *index = brv_source_builder_add_image (builder, &image);
  return TRUE;
}

/**
 * brv_html_images_add:
 * @page: a page
 * @elements: the indices of the elements among which the article stands
 * @hints: finds what came along with the page
 * @builder: the builder to add images to
 *
 * Adds the article's pictures.
 *
 * Returns: (transfer full) (element-type BrvHtmlImage): those that were added, in order
 */
GArray *
brv_html_images_add (const BrvHtmlPage *page,
                     BrvRange elements,
                     const BrvImportHints *hints,
                     BrvSourceBuilder *builder)
{
  GArray *images = g_array_new (FALSE, FALSE, sizeof (BrvHtmlImage));
  gsize total = 0;

  for (guint i = (guint)elements.start; i < elements.end && images->len < MAX_IMAGES; i++)
    {
      const BrvElement *element = brv_html_page_element (page, i);
      g_autoptr (GBytes) bytes = NULL;
      BrvHtmlImage image = { .element = i };

      if (element->tag != BRV_TAG_IMG || element->excluded)
        continue;
      bytes = find_picture (element->node, hints);
      if (bytes == NULL || total + g_bytes_get_size (bytes) > MAX_TOTAL_BYTES ||
          !add_image (element->node, bytes, builder, &image.image))
        continue;
      total += g_bytes_get_size (bytes);
      g_array_append_val (images, image);
    }
  return images;
}

/* The last picture between two elements, or -1. */
static gint
find_between (const GArray *images, guint start, guint end)
{
  for (guint i = images->len; i-- > 0;)
    {
      const BrvHtmlImage *image = &g_array_index (images, BrvHtmlImage, i);

      if (image->element >= start && image->element < end)
        return (gint)image->image;
    }
  return -1;
}

/**
 * brv_html_images_find:
 * @images: (element-type BrvHtmlImage): what brv_html_images_add() returned
 * @page: the page
 * @caption: the index of the block that a caption stands in
 *
 * Returns: the number of the picture that it is about: the one in its figure, or beside it; -1 if
 *   there is none
 */
gint
brv_html_images_find (const GArray *images, const BrvHtmlPage *page, guint caption)
{
  guint holder = caption;

  if (images->len == 0)
    return -1;
  while (holder > 0 && brv_html_page_element (page, holder)->tag != BRV_TAG_FIGURE)
    holder = brv_html_page_element (page, holder)->parent;
  if (holder == 0)
    holder = brv_html_page_element (page, caption)->parent;
  if (holder == 0)
    return -1;
  return find_between (images, holder, brv_html_page_element (page, holder)->end);
}

/* The page itself says that it is there for its looks. Source: WAI-ARIA 1.2 (presentation, none). */
static gboolean
is_decoration (const xmlNode *node)
{
  const char *role = brv_html_peek_attribute (node, "role");

  return g_strcmp0 (brv_html_peek_attribute (node, "aria-hidden"), "true") == 0 ||
         g_strcmp0 (role, "presentation") == 0 || g_strcmp0 (role, "none") == 0;
}

static gboolean
is_inside (const BrvHtmlPage *page, const BrvLeaf *leaf, guint element)
{
  return leaf->owner >= element && leaf->owner < brv_html_page_element (page, element)->end;
}

/* Whether some of the text nearest to a picture is the article's; `next` is the leaf after it. A
 * teaser's picture stands beside the teaser's words. */
static gboolean
is_near_article (const BrvHtmlPage *page, guint element, guint next, const BrvHtmlWritten *written)
{
  guint around = element;

  for (guint climbed = 0; around > 0 && climbed < MAX_CLIMB; climbed++)
    {
      gboolean has_text = FALSE;

      around = brv_html_page_element (page, around)->parent;
      for (guint i = next; i-- > 0 && brv_html_page_leaf (page, i)->next > around; has_text = TRUE)
        if (written[i].kept)
          return TRUE;
      for (guint i = next;
           i < page->leaves->len && is_inside (page, brv_html_page_leaf (page, i), around);
           i++, has_text = TRUE)
        if (written[i].kept)
          return TRUE;
      if (has_text)
        return FALSE;
    }
  /* A book's cover, or a plate. */
  return page->leaves->len == 0;
}

/**
 * brv_html_images_place:
 * @images: (element-type BrvHtmlImage): what brv_html_images_add() returned
 * @page: the page, of which everything is written
 * @written: (array): what each leaf has become
 * @builder: the builder
 *
 * Gives each picture its place: in the article above the next block of it, in what is left out
 * above the next block of that.
 */
void
brv_html_images_place (const GArray *images,
                       const BrvHtmlPage *page,
                       const BrvHtmlWritten *written,
                       BrvSourceBuilder *builder)
{
  guint next = 0;

  for (guint i = 0; i < images->len; i++)
    {
      const BrvHtmlImage *image = &g_array_index (images, BrvHtmlImage, i);
      gboolean kept = FALSE;
      guint leaf = 0;

      while (next < page->leaves->len && brv_html_page_leaf (page, next)->next <= image->element)
        next++;
      if (is_decoration (brv_html_page_element (page, image->element)->node))
        continue;
      kept = is_near_article (page, image->element, next, written);
      for (leaf = next; leaf < page->leaves->len && written[leaf].kept != kept;)
        leaf++;
      if (leaf < page->leaves->len)
        brv_source_builder_place_image (builder, image->image, written[leaf].block);
      else if (kept)
        brv_source_builder_place_image (builder, image->image,
                                        brv_source_builder_get_n_blocks (builder));
    }
}
