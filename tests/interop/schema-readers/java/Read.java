// The Java classes that quicktype generates from all schemas together read the table. The argument
// is the table.
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;

public class Read {
    public static void main(String[] arguments) throws Exception {
        for (JsonNode group : new ObjectMapper().readTree(new File(arguments[0])).get("groups")) {
            for (JsonNode type : group.get("types")) {
                for (JsonNode instance : group.get("instances")) {
                    judge(type.asText(), instance.get("name").asText(), instance.get("json").toString());
                }
            }
        }
    }

    /** Prints whether the generated converter for the type reads the message. */
    static void judge(String type, String name, String message) throws ReflectiveOperationException {
        try {
            messages.Converter.class.getMethod(type + "FromJsonString", String.class).invoke(null, message);
            System.out.println("accepts\t" + type + "/" + name);
        } catch (InvocationTargetException thrown) {
            Throwable cause = thrown.getCause();
            boolean refuses = cause instanceof IOException || cause instanceof java.time.DateTimeException;
            if (!refuses) throw thrown;
            String why = cause.getMessage().replaceAll("\\s+", " ");
            System.out.println("refuses\t" + type + "/" + name + "\t" + why);
        }
    }
}
