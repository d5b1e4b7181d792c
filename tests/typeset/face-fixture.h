/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include "typeset/brv-font-book.h"
#include "typeset/brv-theme.h"

/* The default theme and the fonts, for tests of single texts. */
typedef struct
{
  BrvTheme *theme;
  BrvFontBook *fonts;
} FaceFixture;

static inline void
face_fixture_set_up (FaceFixture *self, gconstpointer data)
{
  self->theme = brv_theme_load (NULL, NULL);
  self->fonts = brv_font_book_new ();
}

static inline void
face_fixture_tear_down (FaceFixture *self, gconstpointer data)
{
  brv_font_book_free (self->fonts);
  brv_theme_unref (self->theme);
}
