#include "workflow/counting_fixture.h"

#include <gtest/gtest.h>

namespace recanvass::workflow {
namespace {

using fixture::Causes;
using fixture::command_of;
using fixture::do_command;

Command rollback(std::int64_t lost, std::int64_t kept, const std::string& root) {
  return command_of("rollback.record", "wec",
                    {{"lost_size", lost},
                     {"lost_root", root},
                     {"kept_size", kept},
                     {"reason", "The disk failed; yesterday's copy was restored."}});
}

std::string base64_root(const ledger::Hash& root) {
  return ledger::base64({reinterpret_cast<const char*>(root.data()), root.size()});
}

TEST(RecordRollback, StandsWhenASecondOfficerApprovesIt) {
  Operation operation = fixture::operation_with_inputs();
  const std::uint64_t position = operation.entries;
  EXPECT_EQ(do_command(operation, rollback(900, 10, fixture::key_text(9))), Causes{});
  EXPECT_TRUE(operation.commitment.rollbacks.empty());
  EXPECT_EQ(do_command(operation, command_of("approve", "wec2", {{"entry", position}})), Causes{});
  ASSERT_EQ(operation.commitment.rollbacks.size(), 1U);
  EXPECT_EQ(operation.commitment.rollbacks[0].lost_size, 900U);
  EXPECT_EQ(operation.commitment.rollbacks[0].kept_size, 10U);
  EXPECT_EQ(base64_root(operation.commitment.rollbacks[0].lost_root), fixture::key_text(9));
  EXPECT_EQ(operation.commitment.rollbacks[0].by, (std::set<std::string>{"wec", "wec2"}));
}

TEST(RecordRollback, IsRefusedWhereNothingWasLostOrTheFiguresCannotBe) {
  Operation operation = fixture::operation_with_inputs();
  const auto entries = static_cast<std::int64_t>(operation.entries);
  const std::string root = base64_root(root_of(operation, operation.entries));
  const std::string other = fixture::key_text(9);
  EXPECT_EQ(do_command(operation, rollback(entries, 5, root)), Causes{"rollback.nothing"});
  EXPECT_EQ(do_command(operation, rollback(entries + 1, entries + 1, other)),
            Causes{"rollback.kept"});
  EXPECT_EQ(do_command(operation, rollback(4, 5, other)), Causes{"rollback.kept"});
  EXPECT_EQ(do_command(operation, rollback(entries, 5, "AAAA")), Causes{"rollback.root"});
  EXPECT_EQ(do_command(operation, rollback(entries, entries, other)), Causes{});
}

}  // namespace
}  // namespace recanvass::workflow
