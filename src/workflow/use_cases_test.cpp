#include "base/json.h"
#include "verify/replay.h"
#include "workflow/use_case_list.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <map>
#include <set>
#include <string>

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

TEST(UseCasesTest, AFieldThatIsARecordShowsOneThatFits) {
  for (const UseCase& use_case : use_cases()) {
    for (const Field& field : use_case.fields) {
      const bool is_record = field.type == FieldType::Record || field.type == FieldType::Records;
      EXPECT_TRUE(!is_record || !field.example.empty()) << use_case.kind << " " << field.name;
      if (field.example.empty()) continue;
      const auto value = base::parse_json(field.example, "example");
      ASSERT_TRUE(value) << use_case.kind << " " << field.name;
      const base::Json body = {{field.name, *value}};
      EXPECT_TRUE(check_fields(body, {field}).empty()) << use_case.kind << " " << field.name;
    }
  }
}

struct Duty {
  std::set<std::string> roles;
  bool two = false;
  bool at_times_two = false;
  bool operator==(const Duty&) const = default;
};

std::string words_of(const Duty& duty) {
  return fmt::format("{}{}", fmt::join(duty.roles, ", "),
                     duty.two            ? "; two persons"
                     : duty.at_times_two ? "; two persons at times"
                                         : "");
}

// Who may do what, and what takes two, is written down twice: here for those who take entries, in
// verify for those who check them. Neither may know the other, so the two tables meet in a test.
TEST(UseCasesTest, TheVerifierKnowsTheSameDutiesAndTheSameTwoPersonActs) {
  std::map<std::string, Duty> taken;
  for (const UseCase& use_case : use_cases()) {
    Duty& duty = taken[use_case.kind];
    for (const Role role : use_case.roles) duty.roles.insert(name_of(role));
    duty.two = use_case.persons == Persons::Two;
    duty.at_times_two = use_case.persons_of != nullptr;
    EXPECT_EQ(use_case.two_when.empty(), use_case.persons_of == nullptr) << use_case.kind;
  }
  std::map<std::string, Duty> checked;
  for (const verify::Kind& kind : verify::kinds()) {
    checked[kind.name] = {
        {kind.roles.begin(), kind.roles.end()}, kind.needs_two, kind.needs_two_now != nullptr};
  }
  ASSERT_GT(taken.size(), 80U);
  for (const auto& [kind, duty] : taken) {
    ASSERT_TRUE(checked.contains(kind)) << kind << " is taken and not checked";
    EXPECT_EQ(words_of(checked[kind]), words_of(duty)) << kind;
  }
  for (const auto& [kind, duty] : checked) {
    EXPECT_TRUE(taken.contains(kind)) << kind << " is checked and never taken";
  }
}

}  // namespace
}  // namespace recanvass::workflow
