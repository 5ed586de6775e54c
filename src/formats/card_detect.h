// What a file is among cast vote records, by its content: its name proves nothing.
// Next: formats/card_import.h.
#pragma once

#include "formats/input_files.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recanvass::formats {

/// Exports of cast vote records, each with a reader of its own.
enum class CvrFormat : std::uint8_t {
  DominionJson,
  DominionCsv,
  ChoiceColumns,  ///< ES&S, and tables of ranked ballots with names in the cells
  ClearBallot,
  Hart,
  NistJson,
  NistXml,  ///< Unisyn exports so too
  RaireText,
  RaireJson,
  RankGrid,
  CardsCsv,  ///< our own
  CardStore,  ///< our own file of columns; read by formats/card_input.h
};

/// "Dominion cast vote records, JSON"
[[nodiscard]] std::string_view cvr_format_name(CvrFormat format);

enum class FileKind : std::uint8_t {
  Cards,             ///< cast vote records
  DominionManifest,  ///< a list beside a Dominion JSON export that is read with it
  CardTable,         ///< a table of names that is read with them
  BallotManifest,  ///< read by formats/manifest_reader.h
  Results,           ///< read by formats/results_summary.h
  Companion,         ///< part of an export that cards do not need
  Other,             ///< nothing that is read; see refusal
};

/// Causes of refusals and what was found, by which formats/workbook_sheets.h tells sheets apart.
inline constexpr const char* kUnknownTable = "cards.unknown";
inline constexpr const char* kCardsInWorkbook = "cards.workbook";
inline constexpr const char* kNoRows = "no rows";

struct FileFinding {
  FileKind kind = FileKind::Other;
  std::optional<CvrFormat> format;  ///< of Cards
  std::string what;                  ///< "a program for Windows", of Other
  base::Problems refusal;            ///< of Other
};

/// Looks at the beginning of a file. Causes: those of reading it.
base::Result<FileFinding> find_file_kind(const InputFiles& files, std::size_t at);

}  // namespace recanvass::formats
