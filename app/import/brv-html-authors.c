/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * Who wrote a page: structured data is asked first, then what is printed beside the title, then
 * meta elements, then elements that are marked as an author's anywhere. Names of persons go before
 * the site's own name and before what is more likely the name of an account.
 */

#include "config.h"

#include <string.h>

#include "import/brv-author-name.h"
#include "import/brv-byline.h"
#include "import/brv-html-authors.h"
#include "import/brv-html-class.h"
#include "import/brv-same-words.h"

#define MAX_BYLINE_BYTES 200
#define MAX_AUTHORS      20
#define MAX_PIECES       40

/* Bylines stand near the title: within so many leaves before and after it, in lines of so many
 * words. */
#define LEAVES_BEFORE_TITLE 6
#define LEAVES_AFTER_TITLE  12
#define MAX_BYLINE_WORDS    24
#define MAX_HOUSE_WORDS     6
/* How many elements around a line are asked for their names. */
#define BYLINE_REACH 3

/* Which names count. */
typedef enum
{
  ACCEPT_PERSONS, /* neither the site's own nor an account's */
  ACCEPT_ANY,
} Acceptance;

static gboolean
is_site (const BrvHtmlReader *self, const char *name)
{
  return brv_same_words (name, brv_source_builder_get (self->builder, BRV_SOURCE_FIELD_PUBLISHER));
}

static gboolean
set_authors (BrvHtmlReader *self,
             const char *const *names,
             Acceptance acceptance,
             BrvEvidence evidence)
{
  g_autoptr (GPtrArray) clean = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; names[i] != NULL && clean->len < MAX_AUTHORS; i++)
    {
      g_autofree char *name = brv_author_name_clean (names[i]);

      if (name == NULL ||
          (acceptance == ACCEPT_PERSONS &&
           (is_site (self, name) || brv_author_name_is_account (name))) ||
          g_ptr_array_find_with_equal_func (clean, name, g_str_equal, NULL))
        continue;
      g_ptr_array_add (clean, g_steal_pointer (&name));
    }
  if (clean->len == 0)
    return FALSE;
  g_ptr_array_add (clean, NULL);
  brv_source_builder_set_list (self->builder, BRV_SOURCE_FIELD_AUTHORS,
                               (const char *const *)clean->pdata, evidence);
  g_strfreev (self->authors);
  self->authors = (GStrv)g_ptr_array_steal (clean, NULL);
  return TRUE;
}

static gboolean
set_authors_from_meta (BrvHtmlReader *self, Acceptance acceptance)
{
  static const char *const names[] = {
    "parsely-author",
    "citation_author",
    "sailthru.author",
    "byl",
    "byline",
    "article_author",
    "cxenseparse:author",
    "dc.creator",
    "dcterms.creator",
    "article:author",
    "author",
    "og:article:author",
    "author_name",
    "lp.author",
    "creator",
  };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      GPtrArray *values = g_hash_table_lookup (self->metas, names[i]);
      g_autoptr (GPtrArray) list = g_ptr_array_new ();

      for (guint k = 0; values != NULL && k < values->len; k++)
        g_ptr_array_add (list, g_ptr_array_index (values, k));
      g_ptr_array_add (list, NULL);
      if (set_authors (self, (const char *const *)list->pdata, acceptance, BRV_EVIDENCE_META))
        return TRUE;
    }
  return FALSE;
}

/* A card for messages: twitter:label1 names what twitter:data1 is, in the page's language. */
static gboolean
set_authors_from_card (BrvHtmlReader *self)
{
  for (guint i = 1; i <= 2; i++)
    {
      g_autofree char *label_name = g_strdup_printf ("twitter:label%u", i);
      g_autofree char *data_name = g_strdup_printf ("twitter:data%u", i);
      const char *label = brv_html_reader_meta (self, label_name);
      const char *names[2] = { brv_html_reader_meta (self, data_name), NULL };

      if (label != NULL && names[0] != NULL && brv_byline_is_label (label) &&
          set_authors (self, names, ACCEPT_PERSONS, BRV_EVIDENCE_META))
        return TRUE;
    }
  return FALSE;
}

/* Whether the names of an element say that it holds what an author is, and not who. */
static gboolean
describes_author (const xmlNode *node)
{
  static const char *const words[] = { "title", "role",   "job",    "position", "bio",
                                       "desc",  "social", "handle", "email",    "follow",
                                       "about", "date",   "time",   "tooltip" };
  const char *class = brv_html_peek_attribute (node, "class");
  g_autofree char *lower = class != NULL ? g_ascii_strdown (class, -1) : NULL;
  char *save = NULL;

  for (char *name = lower != NULL ? strtok_r (lower, " ", &save) : NULL; name != NULL;
       name = strtok_r (NULL, " ", &save))
    for (guint i = 0; i < G_N_ELEMENTS (words); i++)
      {
        gsize n = strlen (name);
        gsize length = strlen (words[i]);

        /* The word that a name ends with says what the element is. */
        if (n >= length && g_str_equal (name + n - length, words[i]))
          return TRUE;
      }
  return FALSE;
}

/* The texts below an element, each of an element of its own, as far as a byline can go. */
static GPtrArray *
collect_pieces (const xmlNode *root)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func (g_free);
  gsize length = 0;

  for (const xmlNode *node = brv_html_next (root, root); node != NULL;)
    {
      if (node->type == XML_ELEMENT_NODE &&
          (brv_html_get_tag (node) == BRV_TAG_INVISIBLE || describes_author (node)))
        {
          node = brv_html_next_after (node, root);
          continue;
        }
      if (node->type == XML_TEXT_NODE && node->content != NULL)
        {
          g_autofree char *text = g_strdup ((const char *)node->content);

          g_strdelimit (text, "\n\t\r", ' ');
          g_strstrip (text);
          length += strlen (text);
          if (length > MAX_BYLINE_BYTES || pieces->len > MAX_PIECES)
            break;
          if (*text != '\0')
            g_ptr_array_add (pieces, g_steal_pointer (&text));
        }
      node = brv_html_next (node, root);
    }
  g_ptr_array_add (pieces, NULL);
  return g_steal_pointer (&pieces);
}

static gboolean
set_from_pieces (BrvHtmlReader *self, const xmlNode *node, BrvBylineKind kind)
{
  g_autoptr (GPtrArray) pieces = collect_pieces (node);
  g_auto (GStrv) names = NULL;

  names = brv_byline_read ((const char *const *)pieces->pdata, kind);
  return names != NULL &&
         set_authors (self, (const char *const *)names, ACCEPT_PERSONS, BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Whether an address leads to a person's page on a site, by a part of its path. */
static gboolean
leads_to_author (const char *address)
{
  static const char *const parts[] = {
    "author",       "authors",   "autor",      "autoren",    "autores",     "auteur",
    "auteurs",      "autore",    "autori",     "by",         "byline",      "contributor",
    "contributors", "people",    "person",     "persons",    "profile",     "profiles",
    "staff",        "writer",    "writers",    "reporter",   "reporters",   "journalist",
    "journalists",  "columnist", "columnists", "redakteur",  "redakteure",  "expert",
    "experts",      "team",      "our_people", "our-people", "journaliste", "forfatter",
    "skribent",     "user",      "users",      "members",    "u",
  };
  const char *path = strstr (address, "://");

  path = path != NULL ? strchr (path + 3, '/') : address;
  for (const char *p = path; p != NULL && *p != '\0';)
    {
      gsize length = 0;

      p += *p == '/';
      length = strcspn (p, "/?#");
      if (p[length] == '/' && p[length + 1] != '\0' && !g_ascii_isdigit (p[length + 1]))
        for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
          if (strlen (parts[i]) == length && g_ascii_strncasecmp (p, parts[i], length) == 0)
            return TRUE;
      p = strchr (p + length, '/');
    }
  return FALSE;
}

typedef enum
{
  MARK_ITEMPROP,
  MARK_REL,
  MARK_CARD,
  MARK_CLASS,
  N_MARKS,
} AuthorMark;

static gboolean
has_word (const xmlNode *node, const char *attribute, const char *word)
{
  const char *value = brv_html_peek_attribute (node, attribute);
  const char *at = value;
  gsize n = strlen (word);

  while (at != NULL && (at = strstr (at, word)) != NULL)
    {
      if ((at == value || g_ascii_isspace (at[-1])) && (at[n] == '\0' || g_ascii_isspace (at[n])))
        return TRUE;
      at += n;
    }
  return FALSE;
}

static gboolean
has_author_mark (BrvElement *element, AuthorMark mark)
{
  switch (mark)
    {
    case MARK_ITEMPROP:
      return has_word (element->node, "itemprop", "author") ||
             has_word (element->node, "itemprop", "creator");
    case MARK_REL:
      return element->tag == BRV_TAG_A && has_word (element->node, "rel", "author");
    case MARK_CARD:
      return has_word (element->node, "class", "p-author");
    case MARK_CLASS:
      return (brv_html_class_judge (element) & BRV_CLASS_BYLINE) != 0;
    case N_MARKS:
    default:
      return FALSE;
    }
}

/* The name of a microdata person: an itemprop=name below the element, shown or not. */
static char *
dup_item_name (const xmlNode *root)
{
  for (const xmlNode *node = brv_html_next (root, root); node != NULL;
       node = brv_html_next (node, root))
    if (node->type == XML_ELEMENT_NODE && has_word (node, "itemprop", "name"))
      {
        char *name = brv_html_dup_attribute (node, "content");

        return name != NULL ? name : brv_html_dup_text (node, MAX_BYLINE_BYTES);
      }
  return NULL;
}

/* Adds the names of one marked element; returns whether there were any. */
static gboolean
add_marked_names (BrvHtmlReader *self, guint index, AuthorMark mark, GPtrArray *names)
{
  const BrvElement *element = brv_html_page_element (self->page, index);
  g_autoptr (GPtrArray) pieces = NULL;
  g_auto (GStrv) persons = NULL;
  g_autofree char *name = NULL;

  if (mark == MARK_ITEMPROP)
    {
      name = dup_item_name (element->node);
      if (name != NULL && *name != '\0')
        {
          g_ptr_array_add (names, g_steal_pointer (&name));
          return TRUE;
        }
    }
  pieces = collect_pieces (element->node);
  persons = brv_byline_read ((const char *const *)pieces->pdata, BRV_BYLINE_MARKED);
  for (guint i = 0; persons != NULL && persons[i] != NULL; i++)
    g_ptr_array_add (names, g_strdup (persons[i]));
  /* One word, or words in no form of a name, where the page says that it is one. */
  if (persons == NULL && mark != MARK_CLASS && pieces->len == 2)
    g_ptr_array_add (names, g_strdup (g_ptr_array_index (pieces, 0)));
  return persons != NULL || mark != MARK_CLASS;
}

/* The names of the marked elements that stand together first. */
static gboolean
set_authors_from_mark (BrvHtmlReader *self, AuthorMark mark, guint from, guint to)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  guint home = 0;

  for (guint i = from; i < to; i++)
    {
      BrvElement *element = brv_html_page_element (self->page, i);
      guint owner = element->owner;

      if (!has_author_mark (element, mark) || brv_html_class_is_elsewhere (self->page, i))
        continue;
      if (element->owner == i)
        owner = element->parent;
      if (names->len > 0 && owner != home)
        break;
      if (add_marked_names (self, i, mark, names) && names->len > 0)
        {
          home = owner;
          i = MAX (i, element->end - 1);
        }
    }
  g_ptr_array_add (names, NULL);
  return set_authors (self, (const char *const *)names->pdata, ACCEPT_PERSONS,
                      mark == MARK_ITEMPROP ? BRV_EVIDENCE_STRUCTURED_DATA
                                            : BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Links to persons' pages in one leaf, with nothing but such links and marks around. */
static gboolean
set_authors_from_links (BrvHtmlReader *self, const BrvLeaf *leaf)
{
  guint end = brv_html_page_element (self->page, leaf->owner)->end;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  for (guint i = leaf->owner; i < end; i++)
    {
      const BrvElement *element = brv_html_page_element (self->page, i);
      const char *address = NULL;
      g_autofree char *text = NULL;
      g_auto (GStrv) persons = NULL;

      if (element->tag != BRV_TAG_A || element->owner != leaf->owner)
        continue;
      address = brv_html_peek_attribute (element->node, "href");
      if (address == NULL || !leads_to_author (address))
        continue;
      text = brv_html_dup_text (element->node, MAX_BYLINE_BYTES);
      persons = brv_byline_split (text);
      for (guint k = 0; persons != NULL && persons[k] != NULL; k++)
        g_ptr_array_add (names, g_strdup (persons[k]));
    }
  g_ptr_array_add (names, NULL);
  return set_authors (self, (const char *const *)names->pdata, ACCEPT_PERSONS,
                      BRV_EVIDENCE_VISIBLE_TEXT);
}

static gboolean
take_labelled (BrvHtmlReader *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  const BrvElement *owner = brv_html_page_element (self->page, leaf->owner);
  g_auto (GStrv) names = NULL;

  if (leaf->n_words > MAX_BYLINE_WORDS || owner->excluded)
    return FALSE;
  /* A label alone: the names stand in the next element. */
  if (brv_byline_is_label (leaf->text) && index + 1 < self->page->leaves->len)
    {
      const BrvLeaf *next = brv_html_page_leaf (self->page, index + 1);

      if (next->n_words <= MAX_BYLINE_WORDS)
        names = brv_byline_split (next->text);
      return names != NULL && set_authors (self, (const char *const *)names, ACCEPT_PERSONS,
                                           BRV_EVIDENCE_VISIBLE_TEXT);
    }
  return set_from_pieces (self, owner->node, BRV_BYLINE_LABELLED);
}

/* A label within a line, as in "12 March 2024 by Ada Holm": in a list of books it names others. */
static gboolean
take_mentioned (BrvHtmlReader *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  g_auto (GStrv) names = NULL;

  if (leaf->n_words > MAX_BYLINE_WORDS || brv_html_page_element (self->page, leaf->owner)->excluded)
    return FALSE;
  names = brv_byline_find (leaf->text);
  return names != NULL &&
         set_authors (self, (const char *const *)names, ACCEPT_PERSONS, BRV_EVIDENCE_VISIBLE_TEXT);
}

static gboolean
take_linked (BrvHtmlReader *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);

  return leaf->n_words <= MAX_BYLINE_WORDS &&
         !brv_html_page_element (self->page, leaf->owner)->excluded &&
         set_authors_from_links (self, leaf);
}

/* Whether the element or one right around it is named a byline's. */
static gboolean
is_named_byline (const BrvHtmlReader *self, guint element)
{
  for (guint i = 0; i < BYLINE_REACH && element > 0; i++)
    {
      BrvElement *at = brv_html_page_element (self->page, element);

      if ((brv_html_class_judge (at) & BRV_CLASS_BYLINE) != 0)
        return TRUE;
      element = at->parent;
    }
  return FALSE;
}

/* What a page marks as its author and labels so need be no person: "By the editors of The Quay". */
static gboolean
take_house (BrvHtmlReader *self, guint index)
{
  const BrvLeaf *leaf = brv_html_page_leaf (self->page, index);
  const char *rest = brv_byline_skip_label (leaf->text);
  const char *names[2] = { rest, NULL };

  return rest != NULL && leaf->n_words <= MAX_HOUSE_WORDS &&
         g_unichar_isupper (g_utf8_get_char (rest)) && is_named_byline (self, leaf->owner) &&
         !brv_html_class_is_elsewhere (self->page, leaf->owner) &&
         set_authors (self, names, ACCEPT_ANY, BRV_EVIDENCE_VISIBLE_TEXT);
}

/* Calls take for each leaf near the title, first those after it, until it says TRUE. */
static gboolean
search_near_title (BrvHtmlReader *self, gboolean (*take) (BrvHtmlReader *self, guint leaf))
{
  guint n = self->page->leaves->len;

  if (self->title_leaf == n)
    return FALSE;
  for (guint i = self->title_leaf + 1; i < n && i <= self->title_leaf + LEAVES_AFTER_TITLE; i++)
    if (take (self, i))
      return TRUE;
  for (guint i = 1; i <= LEAVES_BEFORE_TITLE && i <= self->title_leaf; i++)
    if (take (self, self->title_leaf - i))
      return TRUE;
  return FALSE;
}

/* "Written by Ann Lee" says what it is wherever it stands. */
static gboolean
set_authors_from_plain_label (BrvHtmlReader *self)
{
  for (guint i = 0; i < self->page->leaves->len; i++)
    {
      const BrvLeaf *leaf = brv_html_page_leaf (self->page, i);

      if (leaf->n_words <= MAX_BYLINE_WORDS && brv_byline_has_plain_label (leaf->text) &&
          !brv_html_class_is_elsewhere (self->page, leaf->owner) && take_labelled (self, i))
        return TRUE;
    }
  return FALSE;
}

/* Elements that are marked as an author's: first after the title, then before it. */
static gboolean
set_authors_from_marks (BrvHtmlReader *self)
{
  guint n = self->page->elements->len;
  guint title = self->title_leaf < self->page->leaves->len
                  ? brv_html_page_leaf (self->page, self->title_leaf)->owner
                  : 0;

  for (guint mark = 0; mark < N_MARKS; mark++)
    if (set_authors_from_mark (self, (AuthorMark)mark, title, n) ||
        set_authors_from_mark (self, (AuthorMark)mark, 0, title))
      return TRUE;
  return FALSE;
}

static gboolean
holds_name (const char *const *names, const char *name)
{
  for (guint i = 0; names[i] != NULL; i++)
    if (strstr (names[i], name) != NULL)
      return TRUE;
  return FALSE;
}

/* Whether the byline that was found names all of the given authors, and others with them: data
 * often names the first alone. */
static gboolean
is_complete (const BrvHtmlReader *self, const char *const *given)
{
  for (guint i = 0; given[i] != NULL; i++)
    {
      g_autofree char *name = brv_author_name_clean (given[i]);

      if (name == NULL || !holds_name ((const char *const *)self->authors, name))
        return FALSE;
    }
  return g_strv_length (self->authors) > g_strv_length ((GStrv)given);
}

/**
 * brv_html_authors_read:
 * @self: what was found in a page, the title and publisher set
 *
 * Sets the authors, if the page names any.
 */
void
brv_html_authors_read (BrvHtmlReader *self)
{
  const char *const *structured = (const char *const *)self->json_ld.authors;
  const char *const *houses = (const char *const *)self->json_ld.organisations;
  gboolean printed = search_near_title (self, take_labelled);

  if (structured != NULL && printed && is_complete (self, structured))
    return;
  if (structured != NULL &&
      set_authors (self, structured, ACCEPT_PERSONS, BRV_EVIDENCE_STRUCTURED_DATA))
    return;
  if (printed || set_authors_from_meta (self, ACCEPT_PERSONS) || set_authors_from_card (self) ||
      search_near_title (self, take_mentioned) || search_near_title (self, take_linked) ||
      set_authors_from_plain_label (self) || set_authors_from_marks (self) ||
      search_near_title (self, take_house))
    return;
  if (houses == NULL || !set_authors (self, houses, ACCEPT_ANY, BRV_EVIDENCE_STRUCTURED_DATA))
    set_authors_from_meta (self, ACCEPT_ANY);
}
