/* SPDX-License-Identifier: GPL-3.0-or-later */

/*
 * The LaTeX that stands in lists of references, as text: accents become letters, commands that
 * only dress a word leave the word, groups lose their braces. Nothing is defined or expanded.
 *
 * Source: L. Lamport, "LaTeX: A Document Preparation System", 2nd edition, tables 3.1 and 3.2; the
 * accents of the T1 encoding.
 */

#include "config.h"

#include "import/brv-latex-text.h"

#include <string.h>

#define MAX_COMMAND_BYTES 32
#define NARROW_SPACE      "\xe2\x80\x89"
#define NO_BREAK_SPACE    "\xc2\xa0"

/* An accent and the mark that follows its letter in Unicode. */
typedef struct
{
  char command; /* a letter or a sign */
  gunichar mark;
} Accent;

static const Accent accents[] = {
  { '`', 0x300 }, { '\'', 0x301 }, { '^', 0x302 }, { '~', 0x303 }, { '"', 0x308 }, { '=', 0x304 },
  { '.', 0x307 }, { 'u', 0x306 },  { 'v', 0x30C }, { 'H', 0x30B }, { 'c', 0x327 }, { 'k', 0x328 },
  { 'r', 0x30A }, { 'd', 0x323 },  { 'b', 0x331 }, { 't', 0x361 }, { 'G', 0x30F }, { 'U', 0x30E },
};

typedef struct
{
  const char *command;
  const char *text;
} Symbol;

static const Symbol symbols[] = {
  { "ss", "ß" },
  { "SS", "ẞ" },
  { "o", "ø" },
  { "O", "Ø" },
  { "l", "ł" },
  { "L", "Ł" },
  { "ae", "æ" },
  { "AE", "Æ" },
  { "oe", "œ" },
  { "OE", "Œ" },
  { "aa", "å" },
  { "AA", "Å" },
  { "i", "ı" },
  { "j", "ȷ" },
  { "dh", "ð" },
  { "DH", "Ð" },
  { "dj", "đ" },
  { "DJ", "Đ" },
  { "th", "þ" },
  { "TH", "Þ" },
  { "ng", "ŋ" },
  { "NG", "Ŋ" },
  { "textendash", "–" },
  { "textemdash", "—" },
  { "textquoteleft", "‘" },
  { "textquoteright", "’" },
  { "textquotedblleft", "“" },
  { "textquotedblright", "”" },
  { "textquotesingle", "'" },
  { "textquotedbl", "\"" },
  { "guillemotleft", "«" },
  { "guillemotright", "»" },
  { "flqq", "«" },
  { "frqq", "»" },
  { "glqq", "„" },
  { "grqq", "“" },
  { "quotedblbase", "„" },
  { "quotesinglbase", "‚" },
  { "ldots", "…" },
  { "dots", "…" },
  { "textellipsis", "…" },
  { "textbackslash", "\\" },
  { "textasciitilde", "~" },
  { "textasciicircum", "^" },
  { "textunderscore", "_" },
  { "textbar", "|" },
  { "textless", "<" },
  { "textgreater", ">" },
  { "copyright", "©" },
  { "textcopyright", "©" },
  { "textregistered", "®" },
  { "texttrademark", "™" },
  { "pounds", "£" },
  { "textsterling", "£" },
  { "euro", "€" },
  { "texteuro", "€" },
  { "textyen", "¥" },
  { "S", "§" },
  { "P", "¶" },
  { "dag", "†" },
  { "ddag", "‡" },
  { "textdegree", "°" },
  { "degree", "°" },
  { "textbullet", "•" },
  { "textperiodcentered", "·" },
  { "cdot", "·" },
  { "textexclamdown", "¡" },
  { "textquestiondown", "¿" },
  { "slash", "/" },
  { "LaTeX", "LaTeX" },
  { "TeX", "TeX" },
  { "BibTeX", "BibTeX" },
  { "times", "×" },
  { "pm", "±" },
  { "leq", "≤" },
  { "geq", "≥" },
  { "approx", "≈" },
  { "sim", "∼" },
  { "neq", "≠" },
  { "infty", "∞" },
  { "rightarrow", "→" },
  { "to", "→" },
  { "leftarrow", "←" },
  { "circ", "°" },
  { "alpha", "α" },
  { "beta", "β" },
  { "gamma", "γ" },
  { "delta", "δ" },
  { "epsilon", "ε" },
  { "zeta", "ζ" },
  { "eta", "η" },
  { "theta", "θ" },
  { "iota", "ι" },
  { "kappa", "κ" },
  { "lambda", "λ" },
  { "mu", "μ" },
  { "nu", "ν" },
  { "xi", "ξ" },
  { "pi", "π" },
  { "rho", "ρ" },
  { "sigma", "σ" },
  { "tau", "τ" },
  { "phi", "φ" },
  { "chi", "χ" },
  { "psi", "ψ" },
  { "omega", "ω" },
  { "Gamma", "Γ" },
  { "Delta", "Δ" },
  { "Theta", "Θ" },
  { "Lambda", "Λ" },
  { "Sigma", "Σ" },
  { "Phi", "Φ" },
  { "Psi", "Ψ" },
  { "Omega", "Ω" },
  { "quad", " " },
  { "space", " " },
  { "newline", " " },
  { "linebreak", " " },
  { "par", "\n" },
};

static gunichar
find_mark (char command)
{
  for (guint i = 0; i < G_N_ELEMENTS (accents); i++)
    if (accents[i].command == command)
      return accents[i].mark;
  return 0;
}

static const char *
find_symbol (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    if (g_str_equal (symbols[i].command, name))
      return symbols[i].text;
  return NULL;
}

static const char *
skip_spaces (const char *p)
{
  return p + strspn (p, " \t\r\n");
}

/* The end of the group that begins at p, which is its brace; the end of the text if none closes
 * it. */
static const char *
skip_group (const char *p)
{
  guint depth = 0;

  for (; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0')
        p++;
      else if (*p == '{')
        depth++;
      else if (*p == '}' && --depth == 0)
        return p + 1;
    }
  return p;
}

/* Writes the letter that an accent stands above and the accent; returns the end. */
static const char *
append_accented (GString *out, const char *p, gunichar mark)
{
  guint n_braces = 0;

  p = skip_spaces (p);
  while (*p == '{')
    {
      n_braces++;
      p = skip_spaces (p + 1);
    }
  /* The letters without a dot were made for accents. */
  if (*p == '\\' && (p[1] == 'i' || p[1] == 'j') && !g_ascii_isalpha (p[2]))
    {
      g_string_append_c (out, p[1]);
      p += 2;
      if (n_braces == 0)
        p = skip_spaces (p);
    }
  else if (*p != '\0' && *p != '}' && *p != '\\')
    {
      const char *end = g_utf8_next_char (p);

      g_string_append_len (out, p, end - p);
      p = end;
    }
  else
    mark = mark == 0x303 ? '~' : mark == 0x302 ? '^' : 0; /* the signs alone */
  if (mark != 0)
    g_string_append_unichar (out, mark);
  for (; n_braces > 0 && *skip_spaces (p) == '}'; n_braces--)
    p = skip_spaces (p) + 1;
  return p;
}

/* Writes what the command after a backslash stands for; returns its end. */
static const char *
append_command (GString *out, const char *p)
{
  char name[MAX_COMMAND_BYTES] = { 0 };
  gsize n = 0;
  const char *end = NULL;
  const char *text = NULL;

  if (!g_ascii_isalpha (*p))
    {
      gunichar mark = *p != '\0' ? find_mark (*p) : 0;

      if (mark != 0)
        return append_accented (out, p + 1, mark);
      if (*p == '\\' || *p == ' ' || *p == '\n')
        g_string_append_c (out, ' ');
      else if (*p == ',' || *p == ';' || *p == ':')
        g_string_append (out, NARROW_SPACE);
      else if (*p != '-' && *p != '/' && *p != '!' && *p != '@' && *p != '(' && *p != ')' &&
               *p != '[' && *p != ']' && *p != '\0')
        g_string_append_len (out, p, g_utf8_next_char (p) - p);
      return *p != '\0' ? g_utf8_next_char (p) : p;
    }
  while (g_ascii_isalpha (p[n]))
    n++;
  end = p + n;
  memcpy (name, p, MIN (n, sizeof name - 1));
  if (n == 1 && find_mark (*p) != 0)
    return append_accented (out, end, find_mark (*p));
  text = find_symbol (name);
  if (text != NULL)
    {
      g_string_append (out, text);
      /* "{\ss}en" and "\ss{}en" and "\ss en" are all one word. */
      end = skip_spaces (end);
      return g_str_has_prefix (end, "{}") ? end + 2 : end;
    }
  /* A link is its words. */
  if (g_str_equal (name, "href") && *skip_spaces (end) == '{')
    return skip_group (skip_spaces (end));
  /* Of other commands the argument is the text; optional ones are about its dress. */
  if (*end == '[')
    end += strcspn (end, "]") + (strchr (end, ']') != NULL);
  return skip_spaces (end);
}

/* Signs of two or three characters that TeX sets as one. */
static const char *
append_ligature (GString *out, const char *p)
{
  static const Symbol ligatures[] = {
    { "---", "—" }, { "--", "–" }, { "``", "“" }, { "''", "”" }, { "`", "‘" },  { "'", "’" },
    { "?`", "¿" },  { "!`", "¡" }, { ",,", "„" }, { "<<", "«" }, { ">>", "»" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (ligatures); i++)
    if (g_str_has_prefix (p, ligatures[i].command))
      {
        g_string_append (out, ligatures[i].text);
        return p + strlen (ligatures[i].command);
      }
  return NULL;
}

/* A digit or sign raised or lowered; NULL if there is none. */
static const char *
append_script (GString *out, const char *p)
{
  static const char *const raised[] = { "⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹" };
  static const char *const lowered[] = { "₀", "₁", "₂", "₃", "₄", "₅", "₆", "₇", "₈", "₉" };
  const char *const *digits = *p == '^' ? raised : lowered;
  gboolean in_braces = p[1] == '{';
  const char *end = p + 1 + in_braces;

  while (g_ascii_isdigit (*end))
    end++;
  if (end == p + 1 + in_braces || (in_braces && *end != '}'))
    return NULL;
  for (const char *q = p + 1 + in_braces; q < end; q++)
    {
      g_string_append (out, digits[*q - '0']);
      if (!in_braces)
        return q + 1;
    }
  return end + 1;
}

/**
 * brv_latex_text_dup_plain:
 * @latex: a value of a list of references, valid UTF-8
 *
 * Returns: (transfer full): it as plain text, its letters composed, white space collapsed
 */
char *
brv_latex_text_dup_plain (const char *latex)
{
  g_autoptr (GString) out = g_string_sized_new (strlen (latex));
  g_autofree char *composed = NULL;
  gboolean in_math = FALSE;

  for (const char *p = latex; *p != '\0';)
    {
      const char *end = NULL;

      if (*p == '\\')
        end = append_command (out, p + 1);
      else if (*p == '~')
        g_string_append (out, NO_BREAK_SPACE);
      else if (*p == '$')
        in_math = !in_math;
      else if (in_math && (*p == '^' || *p == '_'))
        end = append_script (out, p);
      else if (*p == ' ' || *p == '\t' || *p == '\r' || *p == '\n')
        {
          if (out->len > 0 && out->str[out->len - 1] != ' ')
            g_string_append_c (out, ' ');
        }
      else if (*p != '{' && *p != '}')
        {
          end = append_ligature (out, p);
          if (end == NULL)
            g_string_append_len (out, p, g_utf8_next_char (p) - p);
        }
      p = end != NULL ? end : g_utf8_next_char (p);
    }
  composed = g_utf8_normalize (out->str, -1, G_NORMALIZE_NFC);
  return g_strstrip (composed != NULL ? g_steal_pointer (&composed) : g_strdup (out->str));
}

/**
 * brv_latex_text_dup_verbatim:
 * @latex: an address or an identifier of a list of references
 *
 * Returns: (transfer full): it without the backslashes and braces that only TeX needs
 */
char *
brv_latex_text_dup_verbatim (const char *latex)
{
  GString *out = g_string_new (NULL);

  latex = skip_spaces (latex);
  if (g_str_has_prefix (latex, "\\url"))
    latex += strlen ("\\url");
  for (const char *p = latex; *p != '\0'; p++)
    {
      if (*p == '\\' && p[1] != '\0' && strchr ("_%&#$~{}", p[1]) != NULL)
        g_string_append_c (out, *++p);
      else if (*p != '{' && *p != '}' && *p != '\n' && *p != '\r')
        g_string_append_c (out, *p);
    }
  return g_strstrip (g_string_free (out, FALSE));
}
