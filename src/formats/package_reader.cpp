#include "formats/package_reader.h"

#include "formats/package_parts.h"
#include "formats/text.h"
#include "formats/toml_dates.h"

#include <fmt/format.h>

namespace recanvass::formats {
namespace {

namespace fs = std::filesystem;

constexpr const char* kPackageSchema = "recanvass.election/1";

constexpr const char* kSmallestExample =
    "The smallest election.toml:\n"
    "    schema = \"recanvass.election/1\"\n"
    "    id = \"my-town-2024\"\n"
    "    name = \"My town, 2024\"\n"
    "    election_day = 2024-11-05\n"
    "    [[contest]]\n"
    "    id = \"mayor\"\n"
    "    name = \"Mayor\"\n"
    "    office = \"municipal\"\n"
    "    choice = [ { id = \"a\", name = \"Candidate A\" }, { id = \"b\", name = \"Candidate B\" } "
    "]\n"
    "    [[jurisdiction]]\n"
    "    id = \"my-town\"\n"
    "    name = \"My town\"\n"
    "    [[result_set]]\n"
    "    id = \"night\"\n"
    "    jurisdiction = \"my-town\"\n"
    "    contest = \"mayor\"\n"
    "    kind = \"unofficial\"\n"
    "    legal_status = \"reported\"\n"
    "    known_on = 2024-11-05\n"
    "    totals = { a = 510, b = 498 }\n"
    "    source = \"city clerk\"\n"
    "See docs/formats/election-package.md";

base::Result<fs::path> find_definition(const fs::path& given) {
  std::error_code error;
  if (!fs::exists(given, error)) {
    return base::Problem{"package.missing",
                         {given.string(), 0, ""},
                         "no such folder",
                         "the folder of an election package",
                         "Check the path."};
  }
  if (fs::is_regular_file(given, error) && given.filename() == "election.toml") return given;
  const fs::path inside = given / "election.toml";
  if (fs::is_regular_file(inside, error)) return inside;
  const bool folder = fs::is_directory(given, error);
  return base::Problem{
      "package.no-election",
      {given.string(), 0, ""},
      folder ? "a folder without election.toml" : "a file that is no election.toml",
      "the folder of an election package, with election.toml in it",
      kSmallestExample};
}

void read_head(TomlFields& file, election::Election& election) {
  const std::string schema = file.required_text("schema");
  if (!schema.empty() && schema != kPackageSchema) {
    file.report("package.schema", "schema", quote(schema), quote(kPackageSchema),
                "This program reads the first version of the format.");
  }
  election.id = file.required_id("id");
  election.name = file.required_name("name");
  if (const auto day = file.required_date("election_day")) election.election_day = *day;
}

}  // namespace

base::Result<election::Election> read_package(const fs::path& folder) {
  const auto definition = find_definition(folder);
  if (!definition) return definition.problems();
  auto bytes = read_bytes(*definition, "election.toml");
  if (!bytes) return bytes.problems();
  return read_package_text(std::move(bytes).value(), definition->parent_path());
}

base::Result<election::Election> read_package_text(std::string bytes, const fs::path& folder) {
  auto text = decode_text(std::move(bytes), "election.toml");
  if (!text) return text.problems();
  ProblemList problems;
  const auto table =
      parse_toml(with_possible_dates(text->text, "election.toml", problems), "election.toml");
  if (!table) {
    problems.add_all(table.problems());
    return problems.take_by_place("election.toml");
  }
  PackageDraft draft{folder, {"election.toml", problems}, {}, {}};
  TomlFields file(*table, "", draft.source);
  read_head(file, draft.election);
  read_definitions(file, draft);
  read_public_record(file, draft);
  read_result_sets(file, draft);
  file.finish();
  if (!problems.empty()) return problems.take_by_place("election.toml");
  remark_between_sets(draft.election, draft.places);
  return std::move(draft.election);
}

base::Result<fs::path> resolve_in_package(const fs::path& folder, const std::string& name) {
  const fs::path relative = fs::path(name).lexically_normal();
  const auto refuse = [&](const char* found) {
    return base::Problem{"package.path",
                         {name, 0, ""},
                         found,
                         "a path inside the package's folder",
                         "Put the file into the folder and write its path from there."};
  };
  if (relative.is_absolute()) return refuse("an absolute path");
  if (relative.empty() || *relative.begin() == "..") return refuse("a path out of the folder");
  std::error_code error;
  const fs::path root = fs::weakly_canonical(folder.empty() ? fs::path(".") : folder, error);
  const fs::path real = fs::weakly_canonical(root / relative, error);
  const fs::path inside = real.lexically_relative(root);
  if (error || inside.empty() || *inside.begin() == "..") return refuse("a link out of the folder");
  return root / relative;
}

void report_unknown_id(TomlFields& fields, const char* key, const std::string& found,
                       const char* kind, const std::vector<std::string>& known) {
  fields.report("package.unknown-id", key, quote(found),
                fmt::format("the id of a {}: {}", kind, listed(known, 12)),
                suggest(found, known, "Correct the id, or add what it names."));
}

std::optional<election::JurisdictionId> read_jurisdiction(TomlFields& fields,
                                                          const PackageDraft& draft) {
  const auto id = fields.id("jurisdiction");
  if (!id) return std::nullopt;
  if (draft.election.find(election::JurisdictionId{*id}) != nullptr) {
    return election::JurisdictionId{*id};
  }
  report_unknown_id(fields, "jurisdiction", *id, "jurisdiction",
                    ids_of(draft.election.jurisdictions));
  return std::nullopt;
}

}  // namespace recanvass::formats
