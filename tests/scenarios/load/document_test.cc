#include "scenarios/load/document.h"

#include <gtest/gtest.h>

namespace attune {
namespace {

std::string repeated(std::string_view piece, int times) {
  std::string text;
  for (int i = 0; i < times; ++i) text += piece;
  return text;
}

std::string toml_error(std::string_view text) {
  const Result<Value> value = parse_toml(text, "a.toml");
  return value ? "no error" : value.error().what;
}

std::string jsonl_error(std::string_view text) {
  const auto rows = parse_jsonl(text, "a.jsonl");
  return rows ? "no error" : rows.error().what;
}

// What reading `text` with `read` finds at fault.
template <class Read>
Faults faults_of(std::string_view text, Read read) {
  Faults faults;
  const Result<Value> value = parse_toml(text, "a.toml");
  if (!value) return {value.error().what};
  Fields fields(*value, "", faults);
  read(fields);
  return faults;
}

const auto kFinish = [](Fields& fields) {
  fields.optional_text("temperature");
  fields.finish();
};

TEST(Toml, KeepsThePlaceOfEveryKey) {
  const Result<Value> value = parse_toml("a = 1\n\n  b = [\n 'x' ]\n", "a.toml");
  ASSERT_TRUE(value);
  EXPECT_EQ(value->keys, (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(to_text(value->items[0].place), "a.toml:1:1");
  EXPECT_EQ(to_text(value->items[1].place), "a.toml:3:3");
  EXPECT_EQ(to_text(value->items[1].items[0].place), "a.toml:4:2");
}

TEST(Toml, TellsTheKindsApart) {
  const Result<Value> value =
      parse_toml("a = true\nb = 3\nc = 2.5\nd = 'x'\ne = []\nf = {}\n", "a.toml");
  ASSERT_TRUE(value);
  std::vector<Value::Kind> kinds;
  for (const Value& item : value->items) kinds.push_back(item.kind);
  using Kind = Value::Kind;
  EXPECT_EQ(kinds, (std::vector<Kind>{Kind::Bool, Kind::Integer, Kind::Real, Kind::Text, Kind::List,
                                      Kind::Table}));
  EXPECT_EQ(value->items[1].real, 3.0);
}

TEST(Toml, NamesThePlaceOfASyntaxError) {
  EXPECT_EQ(toml_error("a = 1\nb = = 2\n").substr(0, 12), "a.toml:2:5: ");
  EXPECT_EQ(toml_error("a = 1\na = 2\n").substr(0, 9), "a.toml:2:");
}

TEST(Toml, SyntaxErrorsAreForTheUserToFixAndPrintable) {
  const Result<Value> value = parse_toml("a = \x1b[31m", "a.toml");
  ASSERT_FALSE(value);
  EXPECT_EQ(value.error().remedy, Remedy::FixInput);
  EXPECT_EQ(value.error().what.find('\x1b'), std::string::npos);
}

// toml++ 3.3 runs into undefined behaviour there (seen by the sanitizers alone).
TEST(Toml, NamesThePlaceOfALetterThatStandsOutsideOfATextAndIsNotAscii) {
  for (const char* letter : {"é", "ß", "\u3001", "\ufe00"}) {
    EXPECT_EQ(toml_error(std::string("a = 1\n") + letter + " = 2\n").substr(0, 11), "a.toml:2:1:")
        << letter;
  }
}

// toml++ 3.3 fails an assertion there.
TEST(Toml, NamesThePlaceOfATableWithoutAName) {
  EXPECT_EQ(toml_error("[=x]\n").substr(0, 11), "a.toml:1:2:");
}

TEST(Toml, RefusesTablesNestedBeyondReason) {
  EXPECT_NE(toml_error("a = " + std::string(100'000, '[')), "no error");
}

TEST(Jsonl, ReadsATableFromEachLineThatIsNotBlank) {
  const auto rows = parse_jsonl("{\"a\":1}\n \t\r\n\n{\"b\":\"x\"}", "a.jsonl");
  ASSERT_TRUE(rows);
  ASSERT_EQ(rows->size(), 2U);
  EXPECT_EQ(rows->at(1).keys, std::vector<std::string>{"b"});
  EXPECT_EQ(to_text(rows->at(1).place), "a.jsonl:4:1");
}

TEST(Jsonl, KeepsTheColumnOfEveryKey) {
  const auto rows = parse_jsonl("{\"a\": 1, \"b\": 2.5}", "a.jsonl");
  ASSERT_TRUE(rows);
  EXPECT_EQ(to_text(rows->front().items[1].place), "a.jsonl:1:10");
}

TEST(Jsonl, NamesThePlaceOfASyntaxError) {
  EXPECT_EQ(jsonl_error("{\"a\":1}\n{\"a\":x}\n"), "a.jsonl:2:6: this line is not JSON");
}

TEST(Jsonl, AcceptsNothingButObjects) {
  EXPECT_EQ(jsonl_error("[1]"), "a.jsonl:1:1: expected one JSON object per line");
  EXPECT_EQ(jsonl_error("{} {}").substr(0, 12), "a.jsonl:1:4:");
}

TEST(Jsonl, TakesAWholeNumberThatIsTooLargeForANumberWithoutTurningItNegative) {
  const auto rows = parse_jsonl(R"({"a": 9223372036854775807, "b": 9223372036854775808})", "a");
  ASSERT_TRUE(rows);
  const Value& row = rows->front();
  EXPECT_EQ(row.items[0].integer, INT64_MAX);
  EXPECT_EQ(row.items[1].kind, Value::Kind::Real);
  EXPECT_DOUBLE_EQ(row.items[1].real, 9223372036854775808.0);
}

// Deep enough to run out of stack where code descends by recursion.
TEST(Jsonl, RefusesLinesNestedBeyondReason) {
  constexpr int kDeep = 1'000'000;
  for (const std::string& deep : {repeated("[", kDeep) + repeated("]", kDeep), repeated("[", kDeep),
                                  repeated("{\"a\":", kDeep) + "1" + repeated("}", kDeep)})
    EXPECT_EQ(jsonl_error("{\"a\":" + deep + "}"), "a.jsonl:1:1: nested more than 64 deep");
}

TEST(Faults, BecomeAnErrorThatTellsTheFirstAndCountsTheRest) {
  EXPECT_EQ(to_error({"one"}), fix_input("one"));
  EXPECT_EQ(to_error({"one", "two", "three"}), fix_input("one (and 2 more)"));
}

TEST(Fields, SayWhatIsMissingAtTheTable) {
  EXPECT_EQ(faults_of("a = 1", [](Fields& f) { f.text("id"); }),
            Faults{"a.toml:1:1: id: is missing"});
}

TEST(Fields, SayWhatTypeTheyExpected) {
  const auto read = [](Fields& f) {
    f.text("a");
    f.optional_number("b");
    f.optional_integer("c");
    f.optional_bool("d");
    f.texts("e");
    f.table("f");
    f.list("g");
  };
  EXPECT_EQ(
      faults_of("a = 1\nb = 'x'\nc = 2.5\nd = 0\ne = ['x', 1]\nf = []\ng = {}\n", read),
      (Faults{"a.toml:1:1: a: expected a text", "a.toml:2:1: b: expected a number",
              "a.toml:3:1: c: expected a whole number", "a.toml:4:1: d: expected true or false",
              "a.toml:5:11: e: expected a list of texts", "a.toml:6:1: f: expected a table",
              "a.toml:7:1: g: expected a list"}));
}

TEST(Fields, TakeAWholeNumberForAnyNumber) {
  EXPECT_EQ(faults_of("a = 3", [](Fields& f) { EXPECT_EQ(f.optional_number("a"), 3.0); }),
            Faults{});
}

TEST(Fields, TakeNeitherInfinityNorNan) {
  const auto read = [](Fields& f) {
    EXPECT_EQ(f.optional_number("a"), std::nullopt);
    EXPECT_EQ(f.optional_number("b"), std::nullopt);
  };
  EXPECT_EQ(faults_of("a = nan\nb = -inf", read),
            (Faults{"a.toml:1:1: a: expected a finite number",
                    "a.toml:2:1: b: expected a finite number"}));
}

TEST(Fields, KeepAnAbsentFieldApartFromAnEmptyOne) {
  const auto read = [](Fields& f) {
    EXPECT_EQ(f.optional_text("a"), "");
    EXPECT_EQ(f.optional_text("b"), std::nullopt);
  };
  EXPECT_EQ(faults_of("a = ''", read), Faults{});
}

TEST(Fields, OfferTheNearestNameForAnUnknownOne) {
  EXPECT_EQ(faults_of("temprature = 'x'", kFinish),
            Faults{"a.toml:1:1: temprature: unknown field; did you mean 'temperature'?"});
}

TEST(Fields, ListTheKnownNamesWhereNoneIsNear) {
  EXPECT_EQ(faults_of("\n colour = 'x'", kFinish),
            Faults{"a.toml:2:2: colour: unknown field; known: temperature"});
}

TEST(Fields, NameTheTableTheyStandIn) {
  Faults faults;
  const Value table{.place = {"a.toml", 3, 1}};
  Fields fields(table, "endpoint.lab", faults);
  fields.text("wire");
  fields.fault("", "is odd");
  EXPECT_EQ(faults, (Faults{"a.toml:3:1: endpoint.lab.wire: is missing",
                            "a.toml:3:1: endpoint.lab: is odd"}));
}

TEST(Fields, AreOnlyThoseOfATable) {
  Faults faults;
  const Value number{.place = {"a.toml", 1, 1}, .kind = Value::Kind::Integer};
  Fields(number, "endpoint.lab", faults).finish();
  EXPECT_EQ(faults, Faults{"a.toml:1:1: endpoint.lab: expected a table"});
}

std::string toml_fault(const std::string& text) {
  const auto value = parse_toml(text, "p.toml");
  return value ? "no fault" : value.error().what;
}

TEST(ParseToml, RefusesKeysWithoutEnd) {
  EXPECT_EQ(toml_fault("x = 1\n" + repeated("a.", 300) + "a = 1"),
            "p.toml:2:65: expected keys of at most 32 parts");
  for (const char* part : {"a.", "a . ", "\"! \".", "'a'."}) {
    EXPECT_NE(toml_fault(repeated(part, 1'000'000) + "a = 1"), "no fault") << part;
    EXPECT_NE(toml_fault("[" + repeated(part, 1'000'000) + "a]"), "no fault") << part;
  }
}

TEST(ParseToml, RefusesValuesThatNestTooDeep) {
  EXPECT_NE(toml_fault("a = " + repeated("[", 1'000'000)), "no fault");
  const std::string deep = repeated("a.", 30) + "a";
  EXPECT_NE(toml_fault(deep + " = " + repeated("{" + deep + " = ", 300)), "no fault");
}

TEST(ParseToml, TakesProseWithManyDots) {
  EXPECT_EQ(toml_fault("a = '''" + repeated("Well... no. Yes, \"Hm\". It's. ", 500) + "'''"),
            "no fault");
  EXPECT_EQ(toml_fault("a = '" + repeated("...", 5000) + "'"), "no fault");
}

// As deep as the limits let anything be: reading it and taking it down again must not end the
// stack.
TEST(ParseToml, TheDeepestThatIsTakenIsTaken) {
  const std::string deep = repeated("a.", 30) + "a";
  const std::string nested =
      deep + " = " + repeated("{" + deep + " = ", 30) + "1" + repeated("}", 30);
  EXPECT_EQ(toml_fault(nested), "no fault");
}

}  // namespace
}  // namespace attune
