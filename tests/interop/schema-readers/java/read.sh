# Quicktype makes Java classes from all schemas together. They are compiled, and read the table. The
# argument is the folder for the generated code.
set -eu
here=$(dirname "$0")
jackson=/usr/share/java/jackson-core.jar:/usr/share/java/jackson-databind.jar:/usr/share/java/jackson-annotations.jar
rm -rf "$1/messages" "$1/classes"
mkdir -p "$1/messages"
"$TARGET/node_modules/.bin/quicktype" --src-lang schema --no-combine-classes --lang java --package messages \
  --out "$1/messages/Converter.java" "$SCHEMA"/draft-07/*.json >&2
# Debian's security update of Jackson declares IOException where Jackson itself declares
# JsonProcessingException, a subclass of it.
sed -i 's/throws JsonProcessingException {/throws IOException {/' "$1/messages/Converter.java"
javac -cp "$jackson" -d "$1/classes" "$1"/messages/*.java "$here/Read.java"
java -cp "$jackson:$1/classes" Read "$INSTANCES"
