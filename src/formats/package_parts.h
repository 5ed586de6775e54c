// The parts in which formats/package_reader.h takes a package apart; for that reader only.
// Each part reads its tables field by field through formats/toml_fields.h.
#pragma once

#include "election/election.h"
#include "formats/returns_builder.h"
#include "formats/set_comparison.h"
#include "formats/toml_fields.h"

#include <filesystem>
#include <map>
#include <memory>
#include <string>

namespace recanvass::formats {

/// Electors of all states and the District: U.S. Const. amend. XXIII, 2 U.S.C. 2a.
constexpr std::int64_t kElectorsMax = 538;

/// The package while it is being read.
struct PackageDraft {
  std::filesystem::path folder;
  TomlSource source;
  election::Election election;
  std::vector<FiguresPlace> places;  ///< of election.result_sets, in their order
};

/// The package whose election.toml is `bytes`; its files are looked for in `folder`.
/// Causes: those of read_package() but package.missing and package.no-election.
base::Result<election::Election> read_package_text(std::string bytes,
                                                   const std::filesystem::path& folder);

/// Contests, jurisdictions and dates of the whole election.
void read_definitions(TomlFields& file, PackageDraft& draft);
/// Result sets and the files they name. After read_definitions().
void read_result_sets(TomlFields& file, PackageDraft& draft);
/// Questions, events, funds, national votes and electors as cast. After read_definitions().
void read_public_record(TomlFields& file, PackageDraft& draft);

/// One event with its days: on, known_on, expected, expected_since, source. Leaves finish() to the
/// caller. Causes: toml.missing, package.dates.
election::DatedEvent read_dated_event(TomlFields& fields);
/// A table of events by name, each a day, a moment or a table of its own. A name that no deadline
/// runs from would be passed over and the deadline unknown, so it is refused.
/// Causes: package.unknown-event, package.duplicate-id.
void read_dates(TomlFields& dates, std::map<std::string, election::DatedEvent>& events);
/// `date_sources` of a jurisdiction whose dates are read.
void read_date_sources(TomlFields& sources, election::Jurisdiction& jurisdiction);
/// "state-certification" is state_certification.
std::string plain_event(std::string name);

/// Where a file named in a package stands. Causes: package.path (absolute, or outside the folder).
base::Result<std::filesystem::path> resolve_in_package(const std::filesystem::path& folder,
                                                       const std::string& name);

/// Reports an id that nothing in the package has, with the nearest one that there is.
void report_unknown_id(TomlFields& fields, const char* key, const std::string& found,
                       const char* kind, const std::vector<std::string>& known);

/// The ids of things, in their order.
template <class T>
std::vector<std::string> ids_of(const std::vector<T>& things) {
  std::vector<std::string> ids;
  for (const T& thing : things) ids.push_back(thing.id.text);
  return ids;
}

/// An optional jurisdiction of a table; a problem when there is no such.
std::optional<election::JurisdictionId> read_jurisdiction(TomlFields& fields,
                                                          const PackageDraft& draft);

}  // namespace recanvass::formats
