#include "verify/hash_tree.h"

#include <gtest/gtest.h>

#include <string>

namespace recanvass::verify {
namespace {

TEST(HashTree, RootsOfEverySizeAreThoseOfATreeThatGrew) {
  HashTree tree;
  ledger::Frontier grown;
  std::vector<ledger::Hash> roots = {grown.root()};
  for (int i = 0; i < 70; ++i) {
    const ledger::Hash leaf = ledger::leaf_hash(std::to_string(i));
    tree.append(leaf);
    grown.append(leaf);
    roots.push_back(grown.root());
  }
  for (std::uint64_t size = 0; size <= 70; ++size) EXPECT_EQ(tree.root_of(size), roots[size]);
}

TEST(HashTree, AProofShowsALeafInTheTreeAndNoOther) {
  HashTree tree;
  for (int i = 0; i < 13; ++i) tree.append(ledger::leaf_hash(std::to_string(i)));
  const auto proof = tree.inclusion_proof(4, 13);
  EXPECT_TRUE(ledger::verify_inclusion(ledger::leaf_hash("4"), 4, 13, proof, tree.root_of(13)));
  EXPECT_FALSE(ledger::verify_inclusion(ledger::leaf_hash("5"), 4, 13, proof, tree.root_of(13)));
}

}  // namespace
}  // namespace recanvass::verify
