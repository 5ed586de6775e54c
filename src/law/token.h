// The closed lists of words that statutes/ may use where the record is a token, with their sentence
// form. The statute reader refuses any other. Next: law/statute.h.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace recanvass::law {

struct Token {
  std::string_view id;
  std::string_view words;
};

enum class TokenList {
  AppliesTo,
  FiledWith,
  Ground,
  Payer,
  FeeKind,
  Refund,
  Method,
  Partial,
  TieRule
};

/// Every token of a list, in order of id.
[[nodiscard]] std::span<const Token> tokens(TokenList list);
/// Null when the list has none of that id.
[[nodiscard]] const Token* token(TokenList list, std::string_view id);
/// The token in words. @pre it is in the list; "" gives "".
[[nodiscard]] std::string words_of(TokenList list, std::string_view id);

}  // namespace recanvass::law
