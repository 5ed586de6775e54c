#include "apps/cli/audit_arguments.h"

#include "apps/cli/export_words.h"
#include "base/sha256.h"
#include "formats/confined_import.h"
#include "formats/draft_file.h"

#include <fmt/format.h>

#include <filesystem>

namespace recanvass::cli {
namespace {

void add_all(base::Problems& problems, const base::Problems& more) {
  problems.insert(problems.end(), more.begin(), more.end());
}

}  // namespace

std::string text_option(const Arguments& arguments, const std::string& option,
                        base::Problems& problems) {
  const auto path = arguments.one(option);
  if (!path) return {};
  auto text = workflow::read_small_text(*path);
  if (text) return std::move(text).value();
  add_all(problems, text.problems());
  return {};
}

base::Json document_option(const Arguments& arguments, const std::string& option,
                           base::Problems& problems) {
  const auto path = arguments.one(option);
  if (!path) return nullptr;
  const std::size_t had = problems.size();
  const std::string text = text_option(arguments, option, problems);
  if (problems.size() > had) return nullptr;
  auto document = base::parse_json(text, *path);
  if (document) return std::move(document).value();
  add_all(problems, document.problems());
  return nullptr;
}

std::optional<workflow::AuditRecords> records_argument(const Arguments& arguments,
                                                       const std::string& positional,
                                                       const std::string& command,
                                                       base::Problems& problems) {
  std::vector<std::filesystem::path> paths;
  for (const std::string& path : arguments.all(positional)) paths.emplace_back(path);
  const auto limits = limits_of(arguments, command);
  if (!limits) add_all(problems, limits.problems());
  if (paths.empty() || !limits) return std::nullopt;
  auto records = workflow::read_audit_records(paths, *limits);
  if (records) return std::move(records).value();
  add_all(problems, records.problems());
  return std::nullopt;
}

std::optional<workflow::AuditManifest> manifest_option(const Arguments& arguments,
                                                       const std::string& option,
                                                       base::Problems& problems) {
  const auto path = arguments.one(option);
  if (!path) return std::nullopt;
  auto hashed = formats::hash_files({*path});
  auto read = formats::read_files_confined({*path});
  if (!hashed) add_all(problems, hashed.problems());
  if (!read) add_all(problems, read.problems());
  if (!hashed || !read) return std::nullopt;
  if (read->manifests.size() != 1) {
    problems.push_back({"audit.manifest",
                        {*path, 0, option},
                        std::to_string(read->manifests.size()) + " manifests",
                        "one ballot manifest",
                        "Name the file that lists the batches and their cards."});
    return std::nullopt;
  }
  return workflow::AuditManifest{read->manifests.front().manifest, std::move(hashed).value()};
}

formats::TypedReadings readings_option(const Arguments& arguments, base::Problems& problems) {
  formats::TypedReadings all;
  for (const std::string& path : arguments.all("--readings")) {
    auto text = workflow::read_small_text(path);
    if (!text) {
      add_all(problems, text.problems());
      continue;
    }
    auto readings = formats::read_card_readings(std::move(text).value(), path);
    if (!readings) {
      add_all(problems, readings.problems());
      continue;
    }
    all.file = path;
    all.readings.insert(all.readings.end(), readings->readings.begin(), readings->readings.end());
  }
  return all;
}

Option committed_option() {
  return {"--committed", "HASH", "SHA-256 of the assertions as published before the seed.", false};
}

ShownBefore shown_before_seed(const Arguments& arguments, base::Problems& problems) {
  const std::size_t had = problems.size();
  const std::string text = text_option(arguments, "--assertions", problems);
  ShownBefore shown{base::hex(base::sha256(text)), false};
  const auto given = arguments.one("--committed");
  if (!given || problems.size() > had) return shown;
  shown.named = *given == shown.sha256;
  if (shown.named) return shown;
  problems.push_back(
      {"measure.committed",
       {"", 0, "--committed"},
       fmt::format("{}, the hash of {}", shown.sha256, arguments.one("--assertions").value_or("")),
       "\"" + *given + "\"",
       "Take the file that was published before the seed; nothing that was chosen "
       "after it limits the risk."});
  return shown;
}

std::string to_publish(const Arguments& arguments, const base::Json& document,
                       const report::Screen& screen) {
  const auto out = arguments.one("--output");
  if (!out) return {};
  return "\n" +
         report::paragraph(fmt::format("Publish before the seed: SHA-256 {} of {}.",
                                       base::hex(base::sha256(base::pretty_json(document))), *out),
                           screen);
}

std::string words_of_shown(const ShownBefore& shown) {
  if (shown.named) {
    return fmt::format(
        "What was tested, by which risk function, limit and rounds, is the file with the SHA-256 "
        "{}, which is named as published before the seed.",
        shown.sha256);
  }
  return fmt::format(
      "Not shown: that what was tested, with its risk function, limit and rounds, was chosen "
      "before the seed; chosen after it, none of this limits a risk. If SHA-256 {} was published "
      "before, name it with --committed.",
      shown.sha256);
}

void add_shown(base::Json& json, const ShownBefore& shown) {
  json["assertions_sha256"] = shown.sha256;
  json["committed"] = shown.named;
}

void write_new_text(const std::string& text, const std::string& path, base::Problems& problems) {
  std::error_code error;
  if (std::filesystem::exists(path, error)) {
    problems.push_back({"file.exists",
                        {path, 0, {}},
                        "a file that is there already",
                        "a name that is free",
                        "Name another file, or remove that one first."});
    return;
  }
  formats::DraftFile file(path);
  file.put(text);
  if (const auto problem = file.finish()) problems.push_back(*problem);
}

void write_document(const base::Json& document, const std::string& path, base::Problems& problems) {
  write_new_text(base::pretty_json(document), path, problems);
}

}  // namespace recanvass::cli
