#include "workflow/use_case_list.h"

#include <gtest/gtest.h>

#include <set>

namespace recanvass::workflow {
namespace {

TEST(UseCasesTest, EachIsCompleteAndItsNameIsItsOwn) {
  std::set<std::string> kinds;
  for (const UseCase& use_case : use_cases()) {
    EXPECT_TRUE(kinds.insert(use_case.kind).second) << use_case.kind;
    EXPECT_FALSE(use_case.summary.empty()) << use_case.kind;
    EXPECT_FALSE(use_case.roles.empty()) << use_case.kind;
    EXPECT_NE(use_case.decide, nullptr) << use_case.kind;
    EXPECT_NE(use_case.apply, nullptr) << use_case.kind;
    // A field of these names could never be given: they are the command's own (command.h).
    std::set<std::string> names = {"do", "by", "key", "at"};
    for (const Field& field : use_case.fields) {
      EXPECT_TRUE(names.insert(field.name).second) << use_case.kind << " " << field.name;
      EXPECT_FALSE(field.help.empty()) << use_case.kind << " " << field.name;
    }
    EXPECT_EQ(use_case_named(use_case.kind), &use_case);
  }
}

}  // namespace
}  // namespace recanvass::workflow
