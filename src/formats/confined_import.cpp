#include "formats/confined_import.h"

#include "formats/handover.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

std::string all_named(const std::vector<std::filesystem::path>& paths) {
  if (paths.empty()) return {};
  return paths.size() == 1 ? paths[0].string()
                           : fmt::format("{} and {} more", paths[0].string(), paths.size() - 1);
}

}  // namespace

base::Result<FilesRead> read_files_confined(const std::vector<std::filesystem::path>& paths,
                                            const std::vector<MappedColumn>& given,
                                            const ReadingLimits& limits) {
  const std::string what = all_named(paths);
  const auto answer = run_confined(what, limits, [&](ConfinedChild& child) {
    const auto at = [&](const std::string& name) { child.working_at(name); };
    const auto files = InputFiles::open(paths, {}, at);
    const bool several = limits.executor != nullptr && limits.threads > 1;
    const auto executor = several ? limits.executor(limits.threads) : nullptr;
    hand_over(files ? read_files(*files, given, executor.get())
                    : base::Result<FilesRead>(files.problems()),
              [&](std::string_view piece) { child.answer(piece); });
  });
  if (!answer) return answer.problems();
  return take_over(*answer, what);
}

base::Result<CardImport> import_cards_confined(const std::vector<std::filesystem::path>& paths,
                                               const ReadingLimits& limits) {
  auto read = read_files_confined(paths, {}, limits);
  if (!read) return read.problems();
  return cards_of_files(std::move(read).value(), all_named(paths));
}

}  // namespace recanvass::formats
