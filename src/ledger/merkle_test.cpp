#include "ledger/merkle.h"

#include <gtest/gtest.h>

#include <string>

namespace recanvass::ledger {
namespace {

// The definition of RFC 9162 2.1.1, word for word: the second implementation.
Hash plain_root(const std::vector<std::string>& entries) {
  if (entries.empty()) return base::sha256("");
  if (entries.size() == 1) return leaf_hash(entries[0]);
  std::size_t split = 1;
  while (split * 2 < entries.size()) split *= 2;
  return node_hash(
      plain_root({entries.begin(), entries.begin() + static_cast<std::ptrdiff_t>(split)}),
      plain_root({entries.begin() + static_cast<std::ptrdiff_t>(split), entries.end()}));
}

std::vector<std::string> some_entries(std::size_t number) {
  std::vector<std::string> entries;
  for (std::size_t i = 0; i < number; ++i) entries.push_back("entry " + std::to_string(i));
  return entries;
}

NodeReader reader_of(const std::vector<std::string>& entries) {
  return [&entries](int level, std::uint64_t index) {
    const auto width = std::ptrdiff_t{1} << level;
    const auto begin = entries.begin() + static_cast<std::ptrdiff_t>(index) * width;
    return plain_root({begin, begin + width});
  };
}

// Test vectors of the transparency-log community: roots of the tree over these eight inputs.
TEST(MerkleTest, GivesThePublishedRootsOfTheEightReferenceInputs) {
  const std::vector<std::string> inputs = {
      "", std::string(1, '\0'), "\x10", " !", "01", "@ABC", "PQRSTUVW", "`abcdefghijklmno"};
  const std::vector<std::string> roots = {
      "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
      "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
      "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
      "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
      "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
      "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
      "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
      "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};
  Frontier frontier;
  EXPECT_EQ(base::hex(frontier.root()), base::hex(base::sha256("")));
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    const std::string input = i == 2 ? std::string("\x10") : inputs[i];
    frontier.append(leaf_hash(input));
    EXPECT_EQ(base::hex(frontier.root()), roots[i]) << i;
  }
}

TEST(MerkleTest, FrontierAndStoredSubtreesAgreeWithTheDefinitionUpTo70Leaves) {
  const auto entries = some_entries(70);
  Frontier frontier;
  for (std::size_t size = 1; size <= entries.size(); ++size) {
    frontier.append(leaf_hash(entries[size - 1]));
    const std::vector<std::string> part(entries.begin(),
                                        entries.begin() + static_cast<std::ptrdiff_t>(size));
    EXPECT_EQ(frontier.root(), plain_root(part)) << size;
    EXPECT_EQ(root_of(size, reader_of(entries)), plain_root(part)) << size;
  }
}

TEST(MerkleTest, EveryInclusionProofUpTo40LeavesVerifiesAndNoAlteredOneDoes) {
  const auto entries = some_entries(40);
  const NodeReader node = reader_of(entries);
  for (std::uint64_t size = 1; size <= entries.size(); ++size) {
    const Hash root = root_of(size, node);
    for (std::uint64_t index = 0; index < size; ++index) {
      const Hash leaf = leaf_hash(entries[index]);
      auto proof = inclusion_proof(index, size, node);
      EXPECT_TRUE(verify_inclusion(leaf, index, size, proof, root));
      EXPECT_FALSE(verify_inclusion(leaf_hash("other"), index, size, proof, root));
      EXPECT_FALSE(verify_inclusion(leaf, index + 1, size, proof, root) && size > 1);
      EXPECT_FALSE(verify_inclusion(leaf, size, size, proof, root));
      proof.push_back(leaf);
      EXPECT_FALSE(verify_inclusion(leaf, index, size, proof, root));
      proof.pop_back();
      if (proof.empty()) continue;
      proof[0][0] ^= 1;
      EXPECT_FALSE(verify_inclusion(leaf, index, size, proof, root));
      proof.pop_back();
      EXPECT_FALSE(verify_inclusion(leaf, index, size, proof, root));
    }
  }
}

TEST(MerkleTest, EveryConsistencyProofUpTo40LeavesVerifiesAndNoAlteredOneDoes) {
  const auto entries = some_entries(40);
  const NodeReader node = reader_of(entries);
  for (std::uint64_t size = 1; size <= entries.size(); ++size) {
    const Hash root = root_of(size, node);
    for (std::uint64_t old_size = 0; old_size <= size; ++old_size) {
      const Hash old_root = root_of(old_size, node);
      auto proof = consistency_proof(old_size, size, node);
      EXPECT_TRUE(verify_consistency(old_size, size, old_root, root, proof));
      Hash forked = old_root;
      forked[5] ^= 4;
      EXPECT_FALSE(verify_consistency(old_size, size, forked, root, proof));
      proof.push_back(root);
      EXPECT_FALSE(verify_consistency(old_size, size, old_root, root, proof));
      proof.pop_back();
      if (proof.empty()) continue;
      proof.back()[31] ^= 128;
      EXPECT_FALSE(verify_consistency(old_size, size, old_root, root, proof));
      proof.pop_back();
      EXPECT_FALSE(verify_consistency(old_size, size, old_root, root, proof));
    }
  }
  EXPECT_FALSE(verify_consistency(3, 2, root_of(3, node), root_of(2, node), {}));
}

}  // namespace
}  // namespace recanvass::ledger
