#include "workflow/command_lines.h"

#include "store/temporary_folder_test.h"

#include <gtest/gtest.h>

#include <fstream>
#include <map>
#include <unistd.h>

namespace recanvass::workflow {
namespace {

base::Result<Command> kind_of_line(std::string_view text, const std::string&, std::int64_t) {
  if (text == "bad") return base::Problem{"test.bad", {}, "", "", ""};
  Command command;
  command.kind = std::string(text);
  return command;
}

std::vector<CommandLine> take_all(CommandLines& lines, std::size_t most) {
  std::vector<CommandLine> all;
  for (;;) {
    auto some = lines.take(most, std::chrono::hours(1));
    if (some.empty()) {
      EXPECT_TRUE(lines.ended());
      return all;
    }
    EXPECT_LE(some.size(), most);
    for (CommandLine& line : some) all.push_back(std::move(line));
  }
}

class CommandLinesTest : public testing::Test {
 protected:
  std::string file(const std::string& name, const std::string& text) {
    const std::string path = folder_.path() + "/" + name;
    std::ofstream(path) << text;
    return path;
  }
  store::TemporaryFolder folder_;
};

TEST_F(CommandLinesTest, RowsAreOfTheFileAndBlankLinesArePassedOver) {
  CommandLines lines({file("a", "one\n\n  \r\nfour\nbad\nlast")}, 100, kind_of_line);
  const auto all = take_all(lines, 2);
  ASSERT_EQ(all.size(), 4U);
  EXPECT_EQ(all[0].command->kind, "one");
  EXPECT_EQ(all[1].row, 4);
  EXPECT_EQ(all[2].command.problems()[0].cause, "test.bad");
  EXPECT_EQ(all[3].command->kind, "last");
  EXPECT_EQ(all[3].row, 6);
}

TEST_F(CommandLinesTest, EachFileKeepsItsOrderAndNoLineIsLost) {
  std::vector<std::string> files;
  for (int f = 0; f < 5; ++f) {
    std::string text;
    for (int row = 1; row <= 3000; ++row) text += std::to_string(row) + "\n";
    files.push_back(file("f" + std::to_string(f), text));
  }
  CommandLines lines(files, 100, kind_of_line);
  std::map<std::size_t, std::int64_t> last;
  for (const CommandLine& line : take_all(lines, 250)) {
    EXPECT_EQ(line.row, last[line.stream] + 1);
    EXPECT_EQ(line.command->kind, std::to_string(line.row));
    last[line.stream] = line.row;
  }
  for (std::size_t f = 0; f < files.size(); ++f) EXPECT_EQ(last[f], 3000);
}

TEST_F(CommandLinesTest, ALineAtTheLimitIsReadAndOneAboveIsRefused) {
  CommandLines lines({file("a", std::string(100, 'x') + "\n" + std::string(101, 'y') + "\nz\n")},
                     100, kind_of_line);
  const auto all = take_all(lines, 10);
  ASSERT_EQ(all.size(), 3U);
  EXPECT_EQ(all[0].command->kind, std::string(100, 'x'));
  EXPECT_EQ(all[1].command.problems()[0].cause, "submit.line");
  EXPECT_EQ(all[1].row, 2);
  EXPECT_EQ(all[2].command->kind, "z");
}

TEST_F(CommandLinesTest, AFileThatCannotBeReadIsNamedAndTheOthersAreRead) {
  CommandLines lines({folder_.path() + "/none", file("a", "one\n"), folder_.path()}, 100,
                     kind_of_line);
  std::size_t unreadable = 0;
  for (const CommandLine& line : take_all(lines, 10)) {
    if (line.command) continue;
    ++unreadable;
    EXPECT_EQ(line.command.problems()[0].cause, "submit.file");
    EXPECT_NE(line.stream, 1U);
  }
  EXPECT_EQ(unreadable, 2U);
}

TEST_F(CommandLinesTest, AFileThatIsOpenButSilentIsNotEnded) {
  int ends[2] = {-1, -1};
  ASSERT_EQ(::pipe(ends), 0);
  const std::string path = "/dev/fd/" + std::to_string(ends[0]);
  CommandLines lines({path}, 100, kind_of_line);
  EXPECT_TRUE(lines.take(10, std::chrono::milliseconds(1)).empty());
  EXPECT_FALSE(lines.ended());
  ASSERT_EQ(::write(ends[1], "one\n", 4), 4);
  const auto some = lines.take(10, std::chrono::hours(1));
  ASSERT_EQ(some.size(), 1U);
  EXPECT_EQ(some[0].command->kind, "one");
  ::close(ends[1]);
  EXPECT_TRUE(lines.take(10, std::chrono::hours(1)).empty());
  EXPECT_TRUE(lines.ended());
  ::close(ends[0]);
}

}  // namespace
}  // namespace recanvass::workflow
