/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "config.h"

#include <string.h>

#include "import/brv-address.h"

/* Of a name that a host repeats: letters, words, and letters at its end that a sentence bends. */
#define MIN_HOST_NAME  5
#define MAX_NAME_WORDS 6
#define MAX_BENT       2
/* Letters of a host's last label, and of an address. */
#define MIN_LAST_LABEL 2
#define MIN_ADDRESS    8

/* Query parameters that say how a reader came to a page, by their beginning. Source: the
 * documentation of the campaign tools that add them. */
static const char *const tracking[] = {
  "utm_",   "fbclid", "gclid",  "dclid",      "msclkid", "yclid",     "twclid",      "igshid",
  "mc_cid", "mc_eid", "_hsenc", "_hsmi",      "mkt_tok", "at_medium", "at_campaign", "cmpid",
  "ncid",   "wt.mc",  "wt_mc",  "xtor",       "s_cid",   "ocid",      "smid",        "smtyp",
  "CMP",    "cmp",    "spm",    "ref=",       "ref_src", "ref_url",   "vero_id",     "_openstat",
  "ito",    "ftag",   "trk",    "guccounter", "guce_",   "share_",
};

/* Where pages send their readers to pass an address on. These are no originals. */
static const char *const sharing_hosts[] = {
  "facebook.com", "twitter.com",     "x.com",      "linkedin.com",  "t.me",
  "wa.me",        "whatsapp.com",    "reddit.com", "pinterest.com", "instagram.com",
  "youtube.com",  "mastodon.social", "bsky.app",   "threads.net",   "xing.com",
  "t.co",         "plus.google.com",
};

/* Whether a host would be the name of a file: "index.html/index.php" are two. */
static gboolean
is_file_name (const char *host, gsize length)
{
  static const char *const ends[] = { ".html", ".htm", ".php", ".txt", ".pdf", ".doc",  ".docx",
                                      ".xls",  ".csv", ".xml", ".js",  ".css", ".json", ".jpg",
                                      ".jpeg", ".png", ".gif", ".svg", ".zip", ".exe",  ".odt" };

  for (guint i = 0; i < G_N_ELEMENTS (ends); i++)
    {
      gsize n = strlen (ends[i]);

      if (length > n && strncmp (host + length - n, ends[i], n) == 0)
        return TRUE;
    }
  return FALSE;
}

/* The bytes of the host that text begins with, if it is one that needs no scheme to be told: labels of
 * small letters, digits and hyphens, the last of letters alone. 0 if there is none. */
static gsize
measure_host (const char *text)
{
  gsize length = 0;
  gsize n_last = 0; /* letters of the last label, 0 if it has other signs */
  guint n_labels = 0;

  while (g_ascii_islower (text[length]) || g_ascii_isdigit (text[length]))
    {
      gsize from = length;

      n_last = 0;
      while (g_ascii_islower (text[length]) || g_ascii_isdigit (text[length]) ||
             text[length] == '-')
        n_last += g_ascii_islower (text[length++]) ? 1 : 0;
      n_last = n_last == length - from ? n_last : 0;
      n_labels++;
      if (text[length] != '.')
        break;
      length++;
    }
  return n_labels >= 2 && n_last >= MIN_LAST_LABEL && text[length] == '/' ? length : 0;
}

static gboolean
is_path_start (char c)
{
  return g_ascii_islower (c) || g_ascii_isdigit (c) || (c != '\0' && strchr ("@~#?_", c) != NULL);
}

/* Whether an address without a scheme begins at p, a place in text: a host and a path with a letter. "and/or"
 * has no host, nor has "2.0/2.1". */
static gboolean
begins_bare (const char *text, const char *p)
{
  gsize host = 0;

  if (p > text && (g_ascii_isalnum (p[-1]) || strchr ("@./:-_&=?#%~+", p[-1]) != NULL))
    return FALSE;
  host = measure_host (p);
  /* "quay.example/Ann Lee" is whose a picture is. */
  if (host == 0 || is_file_name (p, host) || !is_path_start (p[host + 1]))
    return FALSE;
  for (p += host; *p != '\0' && !g_ascii_isspace (*p); p++)
    if (g_ascii_isalpha (*p))
      return TRUE;
  return FALSE;
}

/* The bytes of the address that begins at text: up to white space, or a mark of the sentence around it. */
static gsize
measure_address (const char *text)
{
  static const char *const ends[] = { "，", "。", "、", "；", "：", "！", "？", "）", "】",
                                      "」", "』", "》", "〉", "«",  "»",  "“",  "”" };
  const char *end = text;
  gboolean stop = FALSE;

  while (!stop && *end != '\0' && !g_unichar_isspace (g_utf8_get_char (end)) &&
         strchr ("<>\"", *end) == NULL)
    {
      /* Chinese and Japanese are written without spaces behind marks, too. */
      stop = (*end == ',' || *end == ';') && (guchar)end[1] >= 0xE3;
      for (guint i = 0; i < G_N_ELEMENTS (ends) && !stop; i++)
        stop = g_str_has_prefix (end, ends[i]);
      end = stop ? end : g_utf8_next_char (end);
    }
  while (end > text && strchr (".,;:!?)]'", end[-1]) != NULL)
    end--;
  return (gsize)(end - text);
}

/**
 * brv_address_find:
 * @text: a line
 * @start: (out) (optional): where the address begins in @text, in bytes
 * @end: (out) (optional): where it ends
 *
 * An address may stand without its scheme if it begins with "www." or leads to a page.
 *
 * Returns: (transfer full) (nullable): the first web address in @text
 */
char *
brv_address_find (const char *text, gsize *start, gsize *end)
{
  const char *from = NULL;
  gboolean has_scheme = FALSE;
  gsize length = 0;

  for (const char *p = text; *p != '\0' && from == NULL; p++)
    {
      has_scheme =
        g_ascii_strncasecmp (p, "http://", 7) == 0 || g_ascii_strncasecmp (p, "https://", 8) == 0;
      if (has_scheme ||
          (g_ascii_strncasecmp (p, "www.", 4) == 0 && (p == text || !g_ascii_isalnum (p[-1]))) ||
          begins_bare (text, p))
        from = p;
    }
  if (from == NULL)
    return NULL;
  length = measure_address (from);
  if (length < MIN_ADDRESS)
    return NULL;
  if (start != NULL)
    *start = (gsize)(from - text);
  if (end != NULL)
    *end = (gsize)(from - text) + length;
  return has_scheme ? g_strndup (from, length)
                    : g_strdup_printf ("https://%.*s", (int)length, from);
}

/* What a parameter "source" names where it says how its reader came; sites have others of that
 * name that they need. */
static const char *const ways[] = {
  "rss",      "feed",   "twitter",  "facebook", "linkedin", "newsletter", "email",
  "mail",     "social", "share",    "app",      "search",   "google",     "homepage",
  "whatsapp", "reddit", "telegram", "bluesky",  "mastodon", "push",       "amp",
};

static gboolean
is_way (const char *value)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    if (g_ascii_strcasecmp (value, ways[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_tracking (const char *parameter)
{
  static const char source[] = "source=";

  if (g_str_has_prefix (parameter, source))
    return is_way (parameter + strlen (source));
  for (guint i = 0; i < G_N_ELEMENTS (tracking); i++)
    if (g_str_has_prefix (parameter, tracking[i]))
      return TRUE;
  return FALSE;
}

/**
 * brv_address_strip_tracking:
 * @address: a web address
 *
 * Returns: (transfer full): @address without parameters that only tell how its reader came there,
 *   and without a fragment that does
 */
char *
brv_address_strip_tracking (const char *address)
{
  const char *query = strchr (address, '?');
  const char *fragment = strchr (address, '#');
  g_autoptr (GString) result = NULL;
  g_auto (GStrv) parameters = NULL;
  g_autofree char *query_text = NULL;
  char separator = '?';

  if (fragment != NULL && query != NULL && query > fragment)
    query = NULL;
  if (query == NULL && (fragment == NULL || !is_tracking (fragment + 1)))
    return g_strdup (address);
  if (query == NULL)
    return g_strndup (address, (gsize)(fragment - address));

  result = g_string_new_len (address, query - address);
  query_text =
    fragment != NULL ? g_strndup (query + 1, (gsize)(fragment - query - 1)) : g_strdup (query + 1);
  parameters = g_strsplit (query_text, "&", -1);
  for (guint i = 0; parameters[i] != NULL; i++)
    if (*parameters[i] != '\0' && !is_tracking (parameters[i]))
      {
        g_string_append_c (result, separator);
        g_string_append (result, parameters[i]);
        separator = '&';
      }
  if (fragment != NULL && !is_tracking (fragment + 1))
    g_string_append (result, fragment);
  return g_string_free (g_steal_pointer (&result), FALSE);
}

/**
 * brv_address_strip_source:
 * @address: a web address
 * @name: the name of a site
 *
 * Returns: (transfer full) (nullable): @address without its last parameter, if that is "source" and
 *   names the site by a word of @name; else %NULL
 */
char *
brv_address_strip_source (const char *address, const char *name)
{
  static const char source[] = "source=";
  const char *query = strchr (address, '?');
  const char *last = query != NULL ? strrchr (query, '&') : NULL;
  g_auto (GStrv) words = g_strsplit (name, " ", -1);

  last = last != NULL ? last : query;
  if (last == NULL || !g_str_has_prefix (last + 1, source))
    return NULL;
  for (guint i = 0; words[i] != NULL; i++)
    if (*words[i] != '\0' && g_ascii_strcasecmp (words[i], last + 1 + strlen (source)) == 0)
      return g_strndup (address, (gsize)(last - address));
  return NULL;
}

/* A base with a host has a path, if only "/": RFC 3986, §5.2.3. GLib does not merge with less. */
static char *
complete_base (const char *base)
{
  const char *start = strstr (base, "://");
  const char *end = NULL;

  if (start == NULL)
    return g_strdup (base);
  start += strlen ("://");
  end = start + strcspn (start, "/?#");
  if (*end == '/')
    return g_strdup (base);
  return g_strdup_printf ("%.*s/%s", (int)(end - base), base, end);
}

/* GLib gives a host a path that does not begin with a slash where dots stand in odd places, and
 * then aborts over it. */
static char *
resolve_relative (const char *base, const char *reference)
{
  const GUriFlags flags = G_URI_FLAGS_ENCODED | G_URI_FLAGS_PARSE_RELAXED;
  g_autoptr (GUri) base_uri = g_uri_parse (base, flags, NULL);
  g_autoptr (GUri) uri =
    base_uri != NULL ? g_uri_parse_relative (base_uri, reference, flags, NULL) : NULL;

  if (uri == NULL)
    return NULL;
  if (g_uri_get_host (uri) != NULL && *g_uri_get_path (uri) != '\0' && *g_uri_get_path (uri) != '/')
    return NULL;
  return g_uri_to_string (uri);
}

/**
 * brv_address_resolve:
 * @reference: an address as a page writes it
 * @base: (nullable): the page's own
 *
 * Source: RFC 3986, §5.
 *
 * Returns: (transfer full) (nullable): the absolute web address, or %NULL if there is none
 */
char *
brv_address_resolve (const char *reference, const char *base)
{
  g_autofree char *absolute = NULL;

  if (g_str_has_prefix (reference, "//"))
    absolute = g_strconcat ("https:", reference, NULL);
  else if (g_ascii_strncasecmp (reference, "http://", 7) == 0 ||
           g_ascii_strncasecmp (reference, "https://", 8) == 0)
    absolute = g_strdup (reference);
  else if (base != NULL)
    {
      g_autofree char *complete = complete_base (base);

      absolute = resolve_relative (complete, reference);
    }
  if (absolute == NULL || (g_ascii_strncasecmp (absolute, "http://", 7) != 0 &&
                           g_ascii_strncasecmp (absolute, "https://", 8) != 0))
    return NULL;
  return g_steal_pointer (&absolute);
}

/**
 * brv_address_dup_host:
 * @address: a web address
 *
 * Returns: (transfer full) (nullable): its host in lower case, without "www."
 */
char *
brv_address_dup_host (const char *address)
{
  const char *from = strstr (address, "://");
  gsize length = 0;
  char *host = NULL;

  if (from == NULL)
    return NULL;
  from += 3;
  length = strcspn (from, "/?#:");
  if (length == 0)
    return NULL;
  host = g_ascii_strdown (from, (gssize)length);
  if (g_str_has_prefix (host, "www."))
    memmove (host, host + 4, strlen (host + 4) + 1);
  return host;
}

/**
 * brv_address_is_site:
 * @address: a web address
 *
 * Returns: whether it names a site and no page of it
 */
gboolean
brv_address_is_site (const char *address)
{
  const char *from = strstr (address, "://");

  if (from == NULL)
    return FALSE;
  from += 3;
  from += strcspn (from, "/?#");
  return strcspn (from, "/") == strlen (from) ? *from == '\0' : from[1] == '\0';
}

/**
 * brv_address_is_sharing:
 * @address: a web address
 *
 * Returns: whether it leads to a place for passing addresses on
 */
gboolean
brv_address_is_sharing (const char *address)
{
  g_autofree char *host = brv_address_dup_host (address);

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (sharing_hosts); i++)
    {
      gsize n = strlen (sharing_hosts[i]);
      gsize length = strlen (host);

      if (length >= n && g_str_equal (host + length - n, sharing_hosts[i]) &&
          (length == n || host[length - n - 1] == '.'))
        return TRUE;
    }
  return FALSE;
}

/**
 * brv_address_same_host:
 * @a: a web address
 * @b: another
 *
 * Returns: whether both are on one host
 */
gboolean
brv_address_same_host (const char *a, const char *b)
{
  g_autofree char *host_a = brv_address_dup_host (a);
  g_autofree char *host_b = brv_address_dup_host (b);

  return host_a != NULL && g_strcmp0 (host_a, host_b) == 0;
}

/* Where the part of a host begins that names its owner: "quay.example", "quay.co.example". */
static const char *
find_owner (const char *host)
{
  static const char *const shared[] = { "co",  "com", "org", "net", "gov", "gob", "gouv",
                                        "edu", "ac",  "or",  "ne",  "go",  "nom", "press" };
  const char *last = strrchr (host, '.');
  const char *at = last;
  gboolean is_shared = FALSE;

  if (last == NULL)
    return host;
  do
    {
      const char *from = NULL;

      for (from = at; from > host && from[-1] != '.'; from--)
        ;
      is_shared = FALSE;
      for (guint i = 0; i < G_N_ELEMENTS (shared); i++)
        is_shared |= strlen (shared[i]) == (gsize)(at - from) &&
                     strncmp (shared[i], from, (gsize)(at - from)) == 0;
      if (from == host || !is_shared)
        return from;
      at = from - 1;
    }
  while (TRUE);
}

/**
 * brv_address_same_site:
 * @a: a web address
 * @b: another
 *
 * Returns: whether both are likely of one owner, by the ends of their hosts
 */
gboolean
brv_address_same_site (const char *a, const char *b)
{
  g_autofree char *host_a = brv_address_dup_host (a);
  g_autofree char *host_b = brv_address_dup_host (b);

  return host_a != NULL && host_b != NULL && g_str_equal (find_owner (host_a), find_owner (host_b));
}

/* The letters and digits of a name, as a host would have them. */
static char *
dup_letters (const char *name, const char *locale)
{
  g_autofree char *folded = g_utf8_casefold (name, -1);
  g_autofree char *ascii = g_str_to_ascii (folded, locale);
  GString *letters = g_string_new (NULL);

  for (const char *p = ascii; *p != '\0'; p++)
    if (g_ascii_isalnum (*p))
      g_string_append_c (letters, g_ascii_tolower (*p));
  return g_string_free (letters, FALSE);
}

/* A name without the marks around it. */
static char *
dup_trimmed (const char *name)
{
  const char *end = name + strlen (name);

  while (*name != '\0' && !g_unichar_isalnum (g_utf8_get_char (name)))
    name = g_utf8_next_char (name);
  while (end > name && !g_unichar_isalnum (g_utf8_get_char (g_utf8_prev_char (end))))
    end = g_utf8_prev_char (end);
  return g_strndup (name, (gsize)(end - name));
}

/* Whether a word is one that names of houses begin with and hosts leave out. */
static gboolean
is_article (const char *word)
{
  static const char *const articles[] = { "The", "Der", "Die", "Das", "Le", "La",  "Les",
                                          "El",  "Los", "Las", "Il",  "Lo", "I",   "Gli",
                                          "O",   "A",   "Os",  "As",  "De", "Het", "Den" };

  for (guint i = 0; i < G_N_ELEMENTS (articles); i++)
    if (g_str_equal (word, articles[i]))
      return TRUE;
  return FALSE;
}

/* A name without the article that it may begin with. */
static const char *
skip_article (const char *name)
{
  gsize length = strcspn (name, " ");
  g_autofree char *word = g_strndup (name, length);

  return name[length] == ' ' && is_article (word) ? name + length + 1 : name;
}

/**
 * brv_address_is_named:
 * @address: (nullable): a web address
 * @name: a name
 *
 * Returns: whether the host of @address holds the letters of @name, as thequay.example those of
 *   "The Quay", with its article or without
 */
gboolean
brv_address_is_named (const char *address, const char *name)
{
  static const char *const locales[] = { "en", "de" }; /* ä is a, and ae */
  g_autofree char *host = address != NULL ? brv_address_dup_host (address) : NULL;

  const char *own = skip_article (name);

  for (guint i = 0; host != NULL && i < G_N_ELEMENTS (locales); i++)
    {
      g_autofree char *letters = dup_letters (own, locales[i]);

      if (strlen (letters) >= (own == name ? 2 : MIN_HOST_NAME) && strstr (host, letters) != NULL)
        return TRUE;
    }
  return FALSE;
}

/* How much of a host's name the letters are: 0 where they are not its beginning. The last letters
 * of a name may be bent by the sentence that it stands in. */
static gsize
match_label (const char *label, const char *letters)
{
  gsize n_label = strlen (label);
  gsize n = strlen (letters);
  gsize same = 0;

  while (same < n && same < n_label && label[same] == letters[same])
    same++;
  if (same < MIN_HOST_NAME || n - same > MAX_BENT || n_label - same > MAX_BENT)
    return 0;
  return n - same > 0 && n_label - same > 1 ? 0 : same;
}

/**
 * brv_address_find_name:
 * @address: an address
 * @text: a line
 *
 * Returns: (transfer full) (nullable): the words of @text after which the host of @address is
 *   named; %NULL if there are none
 */
char *
brv_address_find_name (const char *address, const char *text)
{
  static const char *const locales[] = { "en", "de" };
  g_autofree char *host = brv_address_dup_host (address);
  g_autofree char *owner = NULL;
  g_autofree char *label = NULL;
  g_auto (GStrv) words = g_strsplit_set (text, " \t\n", -1);
  guint n = g_strv_length (words);

  if (host == NULL)
    return NULL;
  owner = g_strndup (find_owner (host), strcspn (find_owner (host), "."));
  label = dup_letters (owner, "en");
  for (guint i = 0; i < n; i++)
    for (guint length = MIN (MAX_NAME_WORDS, n - i); length > 0; length--)
      {
        g_autoptr (GString) name = g_string_new (NULL);

        for (guint k = i; k < i + length; k++)
          g_string_append_printf (name, "%s%s", k > i ? " " : "", words[k]);
        if (g_unichar_islower (g_utf8_get_char (name->str)))
          continue;
        for (guint k = 0; k < G_N_ELEMENTS (locales); k++)
          {
            g_autofree char *letters = dup_letters (name->str, locales[k]);

            if (match_label (label, letters) == 0)
              continue;
            if (i > 0 && is_article (words[i - 1]))
              {
                g_string_prepend_c (name, ' ');
                g_string_prepend (name, words[i - 1]);
              }
            return dup_trimmed (name->str);
          }
      }
  return NULL;
}
