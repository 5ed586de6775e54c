#include "law/token.h"

#include <gtest/gtest.h>

namespace recanvass::law {
namespace {

TEST(Token, EveryListIsInOrderWithoutRepeatsAndEachTokenHasWords) {
  for (const TokenList list : {TokenList::AppliesTo, TokenList::FiledWith, TokenList::Ground,
                               TokenList::Payer, TokenList::FeeKind, TokenList::Refund,
                               TokenList::Method, TokenList::Partial, TokenList::TieRule}) {
    std::string_view before;
    for (const Token& each : tokens(list)) {
      EXPECT_LT(before, each.id);
      EXPECT_FALSE(each.words.empty()) << each.id;
      EXPECT_EQ(words_of(list, each.id), each.words);
      before = each.id;
    }
  }
}

TEST(Token, AnUnknownWordIsNoneAndAnAbsentOneSaysNothing) {
  EXPECT_EQ(token(TokenList::Method, "by_magic"), nullptr);
  EXPECT_EQ(words_of(TokenList::Method, ""), "");
}

}  // namespace
}  // namespace recanvass::law
