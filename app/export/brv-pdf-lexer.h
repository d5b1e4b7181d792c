/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* A piece of a content stream: a name, number, string, bracket or operator. */
typedef struct
{
  const char *start;
  const char *end;
} BrvPdfToken;

/* An operator and its operands, which stand before it. */
typedef struct
{
  const char *start; /* of the first operand, or of the operator */
  BrvPdfToken name;  /* the operator; "EI" stands for a whole inline image */
  const char *end;
} BrvPdfOperation;

/* Reads a content stream. Allocated by the caller; what it reads must outlive it. */
typedef struct
{
  const char *at;
  const char *end;
} BrvPdfLexer;

void brv_pdf_lexer_init (BrvPdfLexer *self, const char *stream, gsize length);
gboolean brv_pdf_lexer_next_token (BrvPdfLexer *self, BrvPdfToken *token);
gboolean brv_pdf_lexer_next (BrvPdfLexer *self, BrvPdfOperation *operation);

gboolean brv_pdf_token_is (const BrvPdfToken *token, const char *text);
gboolean brv_pdf_token_is_string (const BrvPdfToken *token);
void brv_pdf_token_decode_string (const BrvPdfToken *token, GByteArray *bytes);

G_END_DECLS
