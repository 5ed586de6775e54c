#include "base/indexed_map.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace recanvass::base {
namespace {

IndexedMap<int> three() {
  IndexedMap<int> map;
  map["c"] = 3;
  map.emplace("a", 1);
  map["b"] = 2;
  return map;
}

std::vector<std::string> names_in(const IndexedMap<int>& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}

TEST(IndexedMapTest, IsWalkedInTheOrderOfNamesWhateverOrderTheyCameIn) {
  IndexedMap<int> map;
  std::vector<std::string> wanted;
  for (int i = 999; i >= 100; --i) map[std::to_string(i)] = i;
  for (int i = 100; i <= 999; ++i) wanted.push_back(std::to_string(i));
  EXPECT_EQ(names_in(map), wanted);
  EXPECT_EQ(map.size(), 900U);
}

TEST(IndexedMapTest, FindsWhatIsThereAndNothingElse) {
  IndexedMap<int> map = three();
  EXPECT_EQ(map.find("b")->second, 2);
  EXPECT_EQ(map.find("d"), map.end());
  EXPECT_EQ(map.at("c"), 3);
  EXPECT_THROW(static_cast<void>(map.at("")), base::BrokenProgram);
  EXPECT_TRUE(map.contains("a"));
  EXPECT_FALSE(map.contains("A"));
  map.at("a") = 7;
  EXPECT_EQ(map["a"], 7);
  EXPECT_EQ(map.size(), 3U);
}

TEST(IndexedMapTest, ANameThatIsThereKeepsItsValueWhenItIsPutAgain) {
  IndexedMap<int> map = three();
  const auto [place, is_new] = map.emplace("b", 9);
  EXPECT_FALSE(is_new);
  EXPECT_EQ(place->second, 2);
}

// Forwards, backwards and from the middle: with a name before it that has a value, and without.
TEST(IndexedMapTest, WhatIsPutBesideNamesOfAnotherMapIsInOrderWhateverCameFirst) {
  IndexedMap<char> all;
  for (int i = 100; i <= 999; ++i) all[std::to_string(i)] = 'x';
  for (const int step : {1, 899, 7, 601}) {
    IndexedMap<int> map;
    map["0"] = 0;  // no name of the other's
    map["999a"] = 0;
    for (int i = 0; i < 900; ++i) {
      const auto place = all.find(std::to_string(100 + i * step % 900));
      map.beside(all, place) = i;
      map.beside(all, place) += 1;
    }
    ASSERT_EQ(map.size(), 902U);
    std::vector<std::string> wanted = {"0"};
    for (const auto& [name, value] : all) wanted.push_back(name);
    wanted.push_back("999a");
    EXPECT_EQ(names_in(map), wanted) << step;
    for (int i = 0; i < 900; ++i) EXPECT_EQ(map.at(std::to_string(100 + i * step % 900)), i + 1);
  }
}

TEST(IndexedMapTest, ACopyIsFoundInItselfAndNotInWhatItWasCopiedFrom) {
  IndexedMap<int> copy;
  {
    IndexedMap<int> map = three();
    copy = map;
    map["a"] = 100;
    map["z"] = 26;
  }
  EXPECT_EQ(copy.at("a"), 1);
  copy.at("a") = 5;
  EXPECT_EQ(copy.begin()->second, 5);
  EXPECT_EQ(names_in(copy), (std::vector<std::string>{"a", "b", "c"}));
  EXPECT_FALSE(copy.contains("z"));
}

TEST(IndexedMapTest, WhatWasMovedIsFoundAndWhatItWasMovedFromIsEmpty) {
  IndexedMap<int> map = three();
  const IndexedMap<int> moved = std::move(map);
  EXPECT_EQ(moved.at("b"), 2);
  map = IndexedMap<int>();
  EXPECT_TRUE(map.empty());
  EXPECT_FALSE(map.contains("b"));
  map["b"] = 4;
  EXPECT_EQ(map.at("b"), 4);
  EXPECT_EQ(moved.at("b"), 2);
}

}  // namespace
}  // namespace recanvass::base
