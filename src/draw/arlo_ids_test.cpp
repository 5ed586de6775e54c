#include "draw/arlo_ids.h"

#include <gtest/gtest.h>

#include <string_view>
#include <vector>

namespace recanvass::draw {
namespace {

using Names = std::vector<std::string_view>;

// Trap 21. The right column is what Python 3 prints for repr().
TEST(ArloIds, TextsAreWrittenAsPythonWritesThem) {
  struct Row {
    std::string_view text;
    std::string_view written;
  };
  const Row rows[] = {
      {"Batch 1", "'Batch 1'"},
      {"", "''"},
      {"O'Neil", "\"O'Neil\""},
      {"B \"x\"", "'B \"x\"'"},
      {"a'b\"c", "'a\\'b\"c'"},
      {"back\\slash", "'back\\\\slash'"},
      {"tab\tend\r\n", "'tab\\tend\\r\\n'"},
      {"\x01\x7f", "'\\x01\\x7f'"},
      {"Doña Ana", "'Doña Ana'"},
      {"no\xc2\xa0"
       "break",
       "'no\\xa0break'"},
      {"zero\xe2\x80\x8bwidth", "'zero\\u200bwidth'"},
      {"\xef\xbb\xbf"
       "bom",
       "'\\ufeffbom'"},
      {"\xf0\x9f\x97\xb3", "'\xf0\x9f\x97\xb3'"},
      {"\xf3\xa0\x80\x81", "'\\U000e0001'"},
  };
  for (const Row& row : rows) EXPECT_EQ(python_repr(row.text), row.written);
}

TEST(ArloIds, BallotsAndBatchesAreTuples) {
  EXPECT_EQ(arlo_ballot_id(Names{"Jur A", "Batch 1"}, 17), "(('Jur A', 'Batch 1'), 17)");
  EXPECT_EQ(arlo_ballot_id(Names{"O'Neil", "B \"x\""}, 3), "((\"O'Neil\", 'B \"x\"'), 3)");
  EXPECT_EQ(arlo_ballot_id(Names{"J", "Tab 2", "3"}, 44), "(('J', 'Tab 2', '3'), 44)");
  EXPECT_EQ(arlo_batch_id("J0", "b9"), "('J0', 'b9')");
}

}  // namespace
}  // namespace recanvass::draw
