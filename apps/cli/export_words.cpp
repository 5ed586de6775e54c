#include "apps/cli/export_words.h"

#include "base/figures.h"
#include "cluster/threads.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <memory>
#include <thread>

namespace recanvass::cli {
namespace {

// A whole number of an option from 1 up to `most`; `otherwise` where it is not given.
base::Result<std::uint32_t> number_of(const Arguments& arguments, const std::string& command,
                                      const char* option, std::uint32_t otherwise,
                                      std::uint32_t most) {
  const auto text = arguments.one(option);
  if (!text) return otherwise;
  std::uint32_t number = 0;
  const char* const end = text->data() + text->size();
  const auto [at, error] = std::from_chars(text->data(), end, number);
  if (error == std::errc{} && at == end && number > 0 && number <= most) return number;
  return base::Problem{command + ".limit",
                       {{}, 0, option},
                       "\"" + *text + "\"",
                       fmt::format("a whole number from 1 to {}", most),
                       "Leave it out to take what fits nearly every file."};
}

// As many as there are processors, but for address space: each thread reserves some, of which the
// child has as much as memory. Beyond eight the one that puts cards into columns is what is slow.
std::uint32_t reading_threads(std::uint64_t memory_bytes) {
  constexpr std::uint64_t kPerThread = std::uint64_t{512} << 20U;
  constexpr std::uint64_t kMost = 8;
  const std::uint64_t processors = std::max(1U, std::thread::hardware_concurrency());
  const std::uint64_t room = std::max<std::uint64_t>(1, memory_bytes / kPerThread);
  return static_cast<std::uint32_t>(std::min({processors, room, kMost}));
}

}  // namespace

base::Result<formats::ReadingLimits> limits_of(const Arguments& arguments,
                                               const std::string& command) {
  formats::ReadingLimits limits;
  constexpr std::uint32_t kMebibyte = 20;
  const auto memory = number_of(arguments, command, "--memory-mib",
                                static_cast<std::uint32_t>(limits.memory_bytes >> kMebibyte),
                                std::uint32_t{1} << kMebibyte);
  const auto seconds = number_of(arguments, command, "--seconds", limits.seconds, 1'000'000);
  if (!memory) return memory.problems();
  if (!seconds) return seconds.problems();
  limits.memory_bytes = std::uint64_t{*memory} << kMebibyte;
  limits.seconds = *seconds;
  limits.threads = reading_threads(limits.memory_bytes);
  limits.executor = [](std::uint32_t threads) {
    return std::make_unique<cluster::ThreadExecutor>(static_cast<int>(threads));
  };
  return limits;
}

std::vector<Option> limit_options() {
  return {
      {"--memory-mib", "N", "Memory for reading, in MiB; 4096 without it."},
      {"--seconds", "N", "Processor time for reading; 600 without it, twice that by the clock."}};
}

std::optional<formats::CardFormat> wanted_format(const std::optional<std::string>& name,
                                                 const std::string& option,
                                                 base::Problems& problems) {
  const auto format = name ? formats::card_format_named(*name) : std::nullopt;
  if (format) return format;
  problems.push_back({"convert.format",
                      {"", 0, option},
                      name ? "\"" + *name + "\"" : "no format",
                      fmt::format("one of {}", fmt::join(formats::card_format_names(), ", ")),
                      "Name one of these."});
  return std::nullopt;
}

std::string wanted_path(const Arguments& arguments, base::Problems& problems) {
  const auto path = arguments.one("--output");
  if (path && !path->empty()) return *path;
  problems.push_back(
      {"convert.output", {"", 0, "--output"}, "no name", "where to write", "Give it with -o."});
  return {};
}

Option output_option(const std::string& help) {
  return {"--output", "PATH", help, false, files(), "-o"};
}

std::string written_lines(const formats::WrittenCards& written) {
  const auto number = [](std::size_t figure) { return static_cast<std::int64_t>(figure); };
  std::string lines =
      fmt::format("  {} in {}\n", base::counted(number(written.cards), "card", "cards"),
                  base::counted(number(written.files.size()), "file", "files"));
  for (const auto& [words, times] : written.unsayable) {
    lines += fmt::format("  cannot be said there: {} {}\n", base::grouped(number(times)), words);
  }
  return lines;
}

std::string ignored_lines(const formats::CardImport& import) {
  std::string lines;
  for (const formats::IgnoredPart& part : import.ignored) {
    lines += fmt::format("  ignored: {} {}\n",
                         base::grouped(static_cast<std::int64_t>(part.how_many)), part.what);
  }
  for (const std::string& remark : import.remarks) lines += fmt::format("  note: {}\n", remark);
  return lines;
}

base::Json ignored_json(const formats::CardImport& import) {
  base::Json ignored = base::Json::array();
  for (const formats::IgnoredPart& part : import.ignored) {
    ignored.push_back({{"what", part.what}, {"how_many", part.how_many}});
  }
  return ignored;
}

base::Json batch_check_json(const formats::BatchCheck& check) {
  const auto& comparison = check.comparison;
  const auto number = [](const std::optional<election::CardCount>& cards) {
    return cards ? base::Json(cards->value()) : base::Json();
  };
  base::Json differences = base::Json::array();
  for (const auto& batch : comparison.differences) {
    differences.push_back({{"tabulator", batch.tabulator},
                           {"batch", batch.name},
                           {"in_manifest", number(batch.in_manifest)},
                           {"recorded", number(batch.recorded)}});
  }
  base::Json problems = base::Json::array();
  for (const base::Problem& problem : check.problems) {
    problems.push_back({{"cause", problem.cause},
                        {"file", problem.place.file},
                        {"row", problem.place.row},
                        {"found", problem.found},
                        {"wanted", problem.wanted},
                        {"mend", problem.mend}});
  }
  return {{"agree", comparison.same},
          {"by_tabulator", comparison.by_tabulator},
          {"cards_in_manifests", comparison.in_manifest.value()},
          {"cards_recorded", comparison.recorded.value()},
          {"cards_without_batch", comparison.without_batch.value()},
          {"differences", std::move(differences)},
          {"problems", std::move(problems)}};
}

std::string batch_check_text(const formats::BatchCheck& check) {
  const auto& comparison = check.comparison;
  const auto batches = [](std::size_t number) {
    return base::counted(static_cast<std::int64_t>(number), "batch", "batches");
  };
  std::string text = fmt::format(
      "manifest and cards, batch by batch{}\n  {} in the manifest, {} recorded\n  {} agree, {} "
      "differ\n",
      comparison.by_tabulator ? "" : " (by their names alone)",
      base::counted(comparison.in_manifest.value(), "card", "cards"),
      base::grouped(comparison.recorded.value()), batches(comparison.same),
      base::grouped(static_cast<std::int64_t>(comparison.differences.size())));
  for (const base::Problem& problem : check.problems) text += "  " + problem.sentence() + "\n";
  return text;
}

}  // namespace recanvass::cli
