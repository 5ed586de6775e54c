#include "workflow/indexed_map.h"

#include <gtest/gtest.h>

#include <vector>

namespace recanvass::workflow {
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
}  // namespace recanvass::workflow
